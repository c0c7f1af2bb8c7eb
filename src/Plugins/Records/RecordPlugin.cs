using Azul.Plugins.Metadata;
using Azul.Plugins.Reading;
using Azul.Plugins.Repositories;

namespace Azul.Plugins.Records;

/// <summary>
/// A metadata plugin for bundles that are records which all belong together. A record whose type is an outer entity type, too, gets a document, which holds the record itself and those of the other
/// types that its own declares. Every record has a replica.
/// </summary>
public abstract class RecordPlugin : MetadataPlugin
{
    /// <summary>The records of a bundle, each once. JSON of an unexpected form may be left to fail.</summary>
    /// <exception cref="BundleException">The bundle breaks a rule of the domain.</exception>
    protected abstract IEnumerable<Record> Read(Bundle bundle);

    public sealed override IBundleTransformation Transform(Bundle bundle)
    {
        try
        {
            return new RecordTransformation(bundle.Id, Model, Read(bundle));
        }
        catch (Exception e) when (e is InvalidOperationException or KeyNotFoundException)
        {
            throw new BundleException(ReadingFaults.WrongType, bundle.Id.Fqid, null, $"the bundle cannot be read: {e.Message}", e);
        }
    }
}
