using System.CommandLine;
using Azul.Indexer.Reindexing;
using Azul.Plugins.Repositories.Canned;

namespace Azul.Indexer.Commands;

/// <summary><c>can-bundle</c>: saves a bundle as a file for the repository plugin <c>canned</c>.</summary>
internal static class CanBundleCommand
{
    private static readonly Argument<string> Bundle = new("bundle") { Description = "The UUID of the bundle, for its newest version, or UUID.VERSION.", HelpName = "BUNDLE" };

    private static readonly Option<string?> CatalogName = new("--catalog") { Description = "The catalog whose repository has the bundle. Default: the first.", HelpName = "NAME" };

    private static readonly Option<string[]> Sources = CatalogOptions.Sources("Patterns with * and ? for the sources to look in. Default: all of the catalog.");

    private static readonly Option<DirectoryInfo?> OutputFolder = new("--output-dir", "-o") { Description = "Where to write the file. Default: the working directory.", HelpName = "FOLDER" };

    private static readonly Option<string?> RedactionKey = new("--redaction-key")
    {
        Description = "Replace what an AnVIL bundle says about biosamples, diagnoses and donors. Equal values become equal replacements under the same key.",
        HelpName = "KEY",
    };

    public static Command Create()
    {
        var command = new Command("can-bundle", "Fetch a bundle and save it as {uuid}.{version}.{kind}.json, which a catalog with the repository 'canned' serves as it is.")
        {
            Bundle, CatalogName, Sources, OutputFolder, RedactionKey,
        };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        var redaction = parsed.GetValue(RedactionKey) switch
        {
            null => null,
            "" => throw new ArgumentException("--redaction-key is empty: give it a secret"),
            var key => new BundleRedaction(key),
        };
        await using var app = CommandServices.Open(parsed);
        var catalog = app.Services.GetRequiredService<SourceChoice>().Catalog(parsed.GetValue(CatalogName));
        var found = await BundleSearch.FindAsync(catalog, parsed.GetRequiredValue(Bundle), new(parsed.GetValue(Sources) ?? []), cancellation);
        var bundle = await catalog.Repository.FetchAsync(found, cancellation);
        if (redaction is not null)
            bundle = redaction.Redact(bundle);
        var path = await CannedBundleFile.WriteAsync(bundle, parsed.GetValue(OutputFolder)?.FullName ?? Environment.CurrentDirectory, cancellation);
        await CommandJson.ReportAsync(
            parsed, new { file = path, bundle.Id.Fqid.Uuid, bundle.Id.Fqid.Version, source = bundle.Id.Source.Spec, bundle.Kind }, $"The bundle {bundle.Id.Fqid} is in {path}");
        return 0;
    }
}
