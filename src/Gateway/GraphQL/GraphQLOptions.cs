using Azul.Plugins.Catalogs;

namespace Azul.Gateway.GraphQL;

/// <summary>How GraphQL is served: the section <c>Azul:GraphQL</c>.</summary>
internal sealed record GraphQLOptions
{
    /// <summary>The secret that cursors are authenticated with, 32 characters or more. Default: a random one, kept in the data folder.</summary>
    public string? CursorSecret { get; private init; }

    /// <summary>The greatest size of a request's body in bytes. Default: 1 MiB.</summary>
    public int MaxBodySize { get; private init; } = 1 << 20;

    /// <summary>The folder of all data, <c>Azul:DataFolder</c>. Default: <c>data</c>.</summary>
    public required string DataFolder { get; init; }

    /// <exception cref="ConfigurationException">A setting is wrong.</exception>
    public static GraphQLOptions Read(IConfigurationSection azul)
    {
        var section = azul.GetSection("GraphQL");
        var options = new GraphQLOptions { DataFolder = azul["DataFolder"] is { Length: > 0 } folder ? folder : "data" };
        if (section["CursorSecret"] is { } secret)
        {
            options = secret.Length >= 32
                ? options with { CursorSecret = secret }
                : throw new ConfigurationException($"{section.Path}:CursorSecret", "must have 32 characters or more");
        }
        if (section["MaxBodySize"] is { } size)
        {
            options = int.TryParse(size, out var bytes) && bytes > 0
                ? options with { MaxBodySize = bytes }
                : throw new ConfigurationException($"{section.Path}:MaxBodySize", $"must be a number of bytes above 0, but is '{size}'");
        }
        return options;
    }
}
