using System.Globalization;
using Azul.Plugins.Reading;

namespace Azul.Plugins.Hca.Graph;

/// <summary>Reads the links of a bundle, in any of the forms that they have had (<c>spec/indexer.md</c> §4.3).</summary>
internal static class LinkParser
{
    /// <summary>The links that connect entities, by the ids of their ends and in order.</summary>
    public static IEnumerable<(string Source, string Destination)> Parse(Node links)
    {
        var major = MajorVersion(links.Required("schema_version"));
        return links.Required("links").Elements().SelectMany(link => Parse(link, major));
    }

    private static IEnumerable<(string Source, string Destination)> Parse(Node link, int major)
    {
        if (link.Optional("source_id") is { IsMissing: false } source)
            return [(source.Id(), link.Required("destination_id").Id())];
        return major switch
        {
            1 => Process(link, "process", input: null, output: null),
            2 or 3 => ByType(link),
            _ => throw link.Place.Fault(Faults.UnknownLink, $"links of version {major} are not known"),
        };
    }

    private static IEnumerable<(string Source, string Destination)> ByType(Node link)
    {
        var type = link.Required("link_type").Text();
        return type switch
        {
            "process_link" => Process(link, "process_id", "input_id", "output_id"),
            "supplementary_file_link" => Supplementary(link),
            _ => throw link.Place.Fault(Faults.UnknownLink, $"links of type '{type}' are not known"),
        };
    }

    private static IEnumerable<(string Source, string Destination)> Process(Node link, string processKey, string? input, string? output)
    {
        var process = link.Required(processKey).Id();
        foreach (var node in link.Required("inputs").Elements())
            yield return ((input is null ? node : node.Required(input)).Id(), process);
        foreach (var node in link.Required("outputs").Elements())
            yield return (process, (output is null ? node : node.Required(output)).Id());
        foreach (var node in link.Required("protocols").Elements())
            yield return (process, node.Required("protocol_id").Id());
    }

    // Says which files supplement the project. They are found in other ways, so the link only has to be well-formed.
    private static IEnumerable<(string Source, string Destination)> Supplementary(Node link)
    {
        link.Required("entity").Required("entity_id").Id();
        foreach (var file in link.Required("files").Elements())
            file.Required("file_id").Id();
        return [];
    }

    private static int MajorVersion(Node version)
    {
        var text = version.Text();
        return int.TryParse(text.AsSpan(0, text.IndexOf('.') is var dot and >= 0 ? dot : text.Length), NumberStyles.None, CultureInfo.InvariantCulture, out var major)
            ? major
            : throw version.Place.Fault(Faults.UnknownLink, $"'{text}' is no version of links");
    }
}
