using Microsoft.Extensions.Configuration;

namespace Azul.Tests.Support;

/// <summary>Configurations for tests.</summary>
internal static class Settings
{
    public static IConfigurationRoot OfJson(string json)
    {
        using var stream = new MemoryStream(System.Text.Encoding.UTF8.GetBytes(json));
        return new ConfigurationBuilder().AddJsonStream(stream).Build();
    }
}
