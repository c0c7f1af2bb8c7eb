namespace Azul.Tests.Rest.Recordings;

public sealed class EmbeddedRecordedRestTests(GoldenCatalogs catalogs, ITestOutputHelper output) : RecordedRestTests(catalogs, output), IClassFixture<GoldenCatalogs>;
