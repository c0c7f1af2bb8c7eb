using System.Text;

namespace Azul.Gateway.Rest.Transport;

/// <summary>The text of paths and query strings: percent-encoded UTF-8, where bytes that are none become replacement characters.</summary>
internal static class QueryText
{
    /// <summary>The parameters of a query string. A parameter that is repeated has its last value; an empty value is a value.</summary>
    public static Dictionary<string, string> Parse(ReadOnlySpan<char> query)
    {
        var parameters = new Dictionary<string, string>();
        foreach (var range in query.Split('&'))
        {
            var parameter = query[range];
            if (parameter.IsEmpty)
                continue;
            var equals = parameter.IndexOf('=');
            var name = equals < 0 ? parameter : parameter[..equals];
            var value = equals < 0 ? default : parameter[(equals + 1)..];
            parameters[Decode(name, plusIsSpace: true)] = Decode(value, plusIsSpace: true);
        }
        return parameters;
    }

    public static string Decode(ReadOnlySpan<char> text, bool plusIsSpace)
    {
        if (text.IndexOf('%') < 0 && !text.ContainsAnyExceptInRange(' ', '~'))
            return plusIsSpace ? text.ToString().Replace('+', ' ') : text.ToString();
        var bytes = new byte[Encoding.UTF8.GetMaxByteCount(text.Length)];
        var length = 0;
        for (var i = 0; i < text.Length; i++)
        {
            if (text[i] == '%' && i + 2 < text.Length && char.IsAsciiHexDigit(text[i + 1]) && char.IsAsciiHexDigit(text[i + 2]))
            {
                bytes[length++] = (byte)((HexValue(text[i + 1]) << 4) | HexValue(text[i + 2]));
                i += 2;
            }
            else if (text[i] == '+' && plusIsSpace)
            {
                bytes[length++] = (byte)' ';
            }
            else
            {
                var end = char.IsHighSurrogate(text[i]) && i + 1 < text.Length ? i + 2 : i + 1;
                length += Encoding.UTF8.GetBytes(text[i..end], bytes.AsSpan(length));
                i = end - 1;
            }
        }
        return Encoding.UTF8.GetString(bytes, 0, length);
    }

    /// <summary>Appends a parameter as forms encode it: <c>+</c> for a space, everything but letters, digits and <c>-._~</c> as bytes in percent form.</summary>
    public static StringBuilder Append(StringBuilder url, string name, string value)
    {
        url.Append(name).Append('=');
        foreach (var b in Encoding.UTF8.GetBytes(value))
        {
            var c = (char)b;
            if (char.IsAsciiLetterOrDigit(c) || c is '-' or '.' or '_' or '~')
                url.Append(c);
            else if (c == ' ')
                url.Append('+');
            else
                url.Append('%').Append(b.ToString("X2"));
        }
        return url;
    }

    private static int HexValue(char digit) => char.IsAsciiDigit(digit) ? digit - '0' : char.ToLowerInvariant(digit) - 'a' + 10;
}
