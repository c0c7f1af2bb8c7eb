using System.Net.Sockets;
using Azul.Plugins.Catalogs;
using Microsoft.AspNetCore.Connections;

namespace Azul.Indexer.Hosting;

/// <summary>Runs programs that listen.</summary>
internal static class ListeningProgram
{
    /// <summary>Starts a program and runs it until it is told to stop, be that while it still starts.</summary>
    /// <exception cref="ConfigurationException">It cannot listen where it is to.</exception>
    public static async Task RunUntilStoppedAsync(this WebApplication app, CancellationToken cancellation = default)
    {
        try
        {
            await app.StartAsync(cancellation);
            await app.WaitForShutdownAsync(cancellation);
        }
        catch (OperationCanceledException) when (cancellation.IsCancellationRequested || app.Lifetime.ApplicationStopping.IsCancellationRequested)
        {
            // What has begun already puts back what it took.
            await app.StopAsync(CancellationToken.None);
        }
        catch (IOException e) when (e.InnerException is AddressInUseException)
        {
            throw new ConfigurationException("urls", $"{e.Message.TrimEnd('.')}: stop what listens there, or choose another address with --urls", e);
        }
        catch (SocketException e)
        {
            throw new ConfigurationException("urls", $"{e.Message}: choose another address with --urls", e);
        }
    }
}
