using Azul.Plugins.Metadata;
using Azul.Plugins.Repositories;

namespace Azul.Plugins.Loading;

/// <summary>All plugins that catalogs can name: those that come with the program, those that the program added, and those that were loaded.</summary>
public sealed record PluginSet(IReadOnlyList<IMetadataPlugin> Metadata, IReadOnlyList<IRepositoryPluginFactory> Repositories);
