using System.Buffers;
using System.Text;
using System.Text.Encodings.Web;
using System.Text.Json;
using Azul.Plugins.Catalogs;
using Azul.Plugins.Hits;
using Azul.Search.Results;

namespace Azul.Gateway.Rest.Hits;

/// <summary>Writes hits from their templates: bytes are copied, and the gaps are filled with what depends on the request (<see cref="HitTemplate"/>).</summary>
/// <param name="catalog">The catalog of the hits.</param>
/// <param name="baseUrl">What absolute links to the service start with.</param>
internal sealed class HitRenderer(Catalog catalog, string baseUrl)
{
    private static readonly SearchValues<byte> Unreserved = SearchValues.Create("ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-._~"u8);

    private readonly byte[] urlStart = Encoding.UTF8.GetBytes($"\"{JsonEncodedText.Encode(baseUrl, JavaScriptEncoder.UnsafeRelaxedJsonEscaping)}/repository/files/");
    private readonly byte[] urlMiddle = Encoding.UTF8.GetBytes($"?catalog={catalog.Name}&version=");

    public void Write(IBufferWriter<byte> output, Hit hit)
    {
        var template = hit.Document.Span;
        while (template.IndexOf(HitTemplate.Mark) is var start && start >= 0)
        {
            output.Write(template[..start]);
            template = template[(start + 1)..];
            var end = template.IndexOf(HitTemplate.Mark);
            WriteGap(output, template[..end], hit);
            template = template[(end + 1)..];
        }
        output.Write(template);
    }

    private void WriteGap(IBufferWriter<byte> output, ReadOnlySpan<byte> gap, Hit hit)
    {
        switch (gap[0])
        {
            case HitTemplate.Accessible:
                output.Write(hit.IsAccessible ? "true"u8 : "false"u8);
                break;
            case HitTemplate.FileUrl:
                WriteFileUrl(output, hasDrsUri: gap[1] == 'd', gap[2..]);
                break;
            default:
                throw new InvalidOperationException($"The hit of {hit.EntityId} has a gap of the unknown kind {gap[0]}");
        }
    }

    private void WriteFileUrl(IBufferWriter<byte> output, bool hasDrsUri, ReadOnlySpan<byte> uuidAndVersion)
    {
        if (catalog.Repository.NeedsDrsUri && !hasDrsUri)
        {
            output.Write("null"u8);
            return;
        }
        var space = uuidAndVersion.IndexOf((byte)' ');
        output.Write(urlStart);
        WriteEncoded(output, uuidAndVersion[..space]);
        output.Write(urlMiddle);
        WriteEncoded(output, uuidAndVersion[(space + 1)..]);
        output.Write("\""u8);
    }

    private static void WriteEncoded(IBufferWriter<byte> output, ReadOnlySpan<byte> text)
    {
        while (text.IndexOfAnyExcept(Unreserved) is var reserved && reserved >= 0)
        {
            output.Write(text[..reserved]);
            var target = output.GetSpan(3);
            target[0] = (byte)'%';
            target[1] = (byte)"0123456789ABCDEF"[text[reserved] >> 4];
            target[2] = (byte)"0123456789ABCDEF"[text[reserved] & 15];
            output.Advance(3);
            text = text[(reserved + 1)..];
        }
        output.Write(text);
    }
}
