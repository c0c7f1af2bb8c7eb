namespace Azul.Tests.Rest.Recordings;

public sealed class Elasticsearch9RecordedRestTests(ElasticsearchGoldenCatalogs catalogs, ITestOutputHelper output) : RecordedRestTests(catalogs, output), IClassFixture<ElasticsearchGoldenCatalogs>;
