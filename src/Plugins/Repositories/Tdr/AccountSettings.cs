using Azul.Plugins.Catalogs;
using Azul.Plugins.Repositories.Tdr.Services;
using Microsoft.Extensions.Configuration;

namespace Azul.Plugins.Repositories.Tdr;

/// <summary>Reads the settings of an account at Google: a <c>KeyFile</c> of a service account, a <c>MetadataServer</c> or a <c>Token</c>.</summary>
/// <param name="contentRoot">The folder that relative paths start from.</param>
/// <param name="http">Sends requests for tokens.</param>
/// <param name="time">What tells the time.</param>
internal sealed class AccountSettings(string contentRoot, HttpClient http, TimeProvider time)
{
    /// <summary>What the section must be, for messages.</summary>
    public const string Expected = "{KeyFile}, the path of a service account's key; {MetadataServer}, such as 'http://metadata.google.internal/'; or {Token}";

    private static readonly string[] Keys = ["KeyFile", "MetadataServer", "Token"];

    /// <summary>The account's tokens; null where the section is absent.</summary>
    /// <exception cref="ConfigurationException">The section is wrong.</exception>
    public IAccessTokens? Read(IConfigurationSection section)
    {
        if (!section.Exists())
            return null;
        section.AllowOnly(Keys);
        return (section.Text("KeyFile"), section.Text("MetadataServer"), section.Text("Token")) switch
        {
            ({ } file, null, null) => new ServiceAccountTokens(ReadKey(file, section), http, time),
            (null, { } server, null) when Uri.TryCreate(server, UriKind.Absolute, out var url) => new MetadataServerTokens(url, http, time),
            (null, null, { } token) when !token.Any(char.IsWhiteSpace) => new FixedToken(token),
            _ => throw new ConfigurationException(section.Path, $"must be {Expected}"),
        };
    }

    private ServiceAccountKey ReadKey(string file, IConfigurationSection section)
    {
        var key = section.PathOf("KeyFile");
        try
        {
            return ServiceAccountKey.Parse(File.ReadAllBytes(Path.GetFullPath(file, Path.GetFullPath(contentRoot))));
        }
        catch (Exception e) when (e is IOException or UnauthorizedAccessException)
        {
            throw new ConfigurationException(key, $"the file '{file}' cannot be read: {e.Message}");
        }
        catch (FormatException e)
        {
            throw new ConfigurationException(key, $"the file '{file}' {e.Message}");
        }
    }
}
