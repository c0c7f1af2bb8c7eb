namespace Azul.Plugins.Repositories.Tdr.BigQuery;

/// <summary>What names a job: its id, and the place where it runs, outside of which nobody knows it.</summary>
internal sealed record JobReference(string Id, string Location);
