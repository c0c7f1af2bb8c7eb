using Azul.Plugins.Catalogs;
using Microsoft.AspNetCore.Connections;

namespace Azul.Indexer.Hosting;

/// <summary>Starts programs that listen.</summary>
public static class ListeningStart
{
    /// <summary>Starts a program.</summary>
    /// <exception cref="ConfigurationException">It cannot listen where it is to.</exception>
    public static async Task StartListeningAsync(this WebApplication app, CancellationToken cancellation = default)
    {
        try
        {
            await app.StartAsync(cancellation);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new ConfigurationException("urls", $"{e.Message.TrimEnd('.')}: stop what listens there, or choose another address with --urls", e);
        }
        catch (System.Net.Sockets.SocketException e)
        {
            throw new ConfigurationException("urls", $"{e.Message}: choose another address with --urls", e);
        }
    }
}
