using System.Text.RegularExpressions;

namespace Azul.Plugins.Repositories.Tdr;

/// <summary>The specification of a snapshot in the Terra Data Repository: <c>tdr:bigquery:gcp:project:snapshot:prefix</c> (<c>spec/indexer.md</c> §6.2).</summary>
/// <param name="Spec">The specification as any source has it.</param>
/// <param name="Project">The Google project that holds the data.</param>
/// <param name="Snapshot">The name of the snapshot, which is that of the BigQuery data set, too.</param>
internal sealed partial record TdrSourceSpec(SourceSpec Spec, string Project, string Snapshot)
{
    private const string Form = "'tdr:bigquery:gcp:PROJECT:SNAPSHOT:' or 'tdr:bigquery:gcp:PROJECT:SNAPSHOT:COMMON/PARTITION'";

    /// <summary>Takes a specification apart.</summary>
    /// <exception cref="FormatException">It is not one of a snapshot, or of one in a form that is not supported.</exception>
    public static TdrSourceSpec Of(SourceSpec spec)
    {
        if (spec.Name.Split(':') is not ["tdr", var type, var domain, var project, var snapshot])
            throw new FormatException($"Invalid source specification '{spec}': expected {Form}");
        if (type != "bigquery")
            throw new FormatException($"The type '{type}' of the source '{spec}' is not supported{(type == "parquet" ? " yet" : "")}: use 'bigquery'");
        if (domain != "gcp")
            throw new FormatException($"The domain '{domain}' of the source '{spec}' is not supported{(domain == "azure" ? " yet" : "")}: use 'gcp'");
        if (!Identifier().IsMatch(project))
            throw new FormatException($"'{project}' in the source '{spec}' is not the id of a Google project");
        return Identifier().IsMatch(snapshot) ? new(spec, project, snapshot) : throw new FormatException($"'{snapshot}' in the source '{spec}' is not the name of a snapshot");
    }

    /// <summary>The name of a table in SQL. It is always quoted: whether it needs to be makes no difference.</summary>
    public string Table(string name) => $"`{Project}.{Snapshot}.{name}`";

    public override string ToString() => Spec.ToString();

    [GeneratedRegex(@"^[A-Za-z0-9_-]+\z")]
    private static partial Regex Identifier();
}
