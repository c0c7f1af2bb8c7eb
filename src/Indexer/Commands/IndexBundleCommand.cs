using System.CommandLine;
using Azul.Indexer.Reindexing;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Documents;

namespace Azul.Indexer.Commands;

/// <summary><c>index-bundle</c>: queues one bundle.</summary>
internal static class IndexBundleCommand
{
    private static readonly Argument<string> Bundle = new("bundle") { Description = "The UUID of the bundle, or UUID.VERSION." };

    private static readonly Option<string?> CatalogName = new("--catalog") { Description = "The catalog. Default: the first.", HelpName = "NAME" };

    private static readonly Option<bool> Delete = new("--delete") { Description = "Delete the bundle from the index instead." };

    private static readonly Option<bool> NoWait = new("--no-wait") { Description = "Only queue the work." };

    public static Command Create()
    {
        var command = new Command("index-bundle", "Index one bundle, or delete it from the index.") { Bundle, CatalogName, Delete, NoWait };
        command.SetAction(RunAsync);
        return command;
    }

    private static async Task<int> RunAsync(ParseResult parsed, CancellationToken cancellation)
    {
        await using var app = await CommandServices.OpenAsync(parsed, cancellation);
        var catalogs = app.Services.GetRequiredService<CatalogList>();
        var name = parsed.GetValue(CatalogName);
        var catalog = name is null
            ? catalogs.Default
            : catalogs.Find(name) ?? throw new ReindexingException("CATALOG_UNKNOWN", $"there is no catalog '{name}', only {string.Join(", ", catalogs.Select(c => c.Name))}");
        var bundle = await FindAsync(catalog, parsed.GetRequiredValue(Bundle), cancellation);
        var reindexing = app.Services.GetRequiredService<IReindexing>();
        var failedBefore = (await reindexing.GetProgressAsync(cancellation)).Failed;
        await reindexing.NotifyAsync(catalog, [bundle], parsed.GetValue(Delete), cancellation);
        return await QueuedWork.FinishAsync(parsed, reindexing, 1, failedBefore, wait: !parsed.GetValue(NoWait), cancellation);
    }

    private static async Task<SourcedBundle> FindAsync(Catalog catalog, string text, CancellationToken cancellation)
    {
        var dot = text.IndexOf('.', StringComparison.Ordinal);
        var (uuid, version) = dot < 0 ? (text, null) : (text[..dot], text[(dot + 1)..]);
        if (!Guid.TryParseExact(uuid, "D", out _))
            throw new ReindexingException("BUNDLE_INVALID", $"'{text}' is neither a UUID nor UUID.VERSION");
        SourcedBundle? newest = null;
        foreach (var source in await catalog.Repository.ListSourcesAsync(cancellation))
        {
            await foreach (var bundle in catalog.Repository.ListBundlesAsync(source, uuid[..8], cancellation))
            {
                var matches = bundle.Fqid.Uuid == uuid && (version is null || bundle.Fqid.Version == version);
                if (matches && (newest is null || string.CompareOrdinal(bundle.Fqid.Version, newest.Fqid.Version) > 0))
                    newest = bundle;
            }
        }
        return newest ?? throw new ReindexingException("BUNDLE_NOT_FOUND", $"no source of the catalog '{catalog.Name}' has the bundle {text}");
    }
}
