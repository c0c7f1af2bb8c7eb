using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Amazon.Runtime;
using Amazon.SQS;

namespace Azul.Tests.Support;

/// <summary>A server that speaks the protocol of Amazon SQS, from <c>../shared/servers/elasticmq</c>, started when it is first asked for. Tests that need it are skipped where it is not there.</summary>
public sealed class ElasticMq : IAsyncDisposable
{
    private readonly SemaphoreSlim starting = new(1, 1);
    private Process? process;
    private int port;

    /// <summary>Whether it lives long enough for Java's better compiler, to be measured.</summary>
    public bool IsLasting { get; init; }

    /// <summary>The address of the running server.</summary>
    public Uri Endpoint => new($"http://127.0.0.1:{port}");

    /// <summary>The process of the running server.</summary>
    public int ProcessId => process!.Id;

    /// <summary>Starts the server unless it runs.</summary>
    /// <param name="persist">A folder to keep queues and messages in; by default they are in memory only.</param>
    public async Task StartAsync(string? persist = null)
    {
        var start = Path.Combine(SharedFiles.Path("servers/elasticmq"), "start");
        Assert.SkipUnless(HasJava(), "There is no java to run ElasticMQ with");
        await starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (process is { HasExited: false })
                return;
            if (port == 0)
                port = FreePort();
            var info = new ProcessStartInfo("bash", [start, "--port", $"{port}", "--quiet", .. persist is null ? Array.Empty<string>() : ["--persist", persist]])
            {
                RedirectStandardOutput = true,
                RedirectStandardError = true,
                Environment = { ["ELASTICMQ_JAVA_OPTS"] = IsLasting ? "" : ShortLived.JavaOption },
            };
            process = Process.Start(info)!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            await WaitUntilHealthyAsync();
        }
        finally
        {
            starting.Release();
        }
    }

    /// <summary>A client of the server, which must have been started.</summary>
    public AmazonSQSClient CreateClient() =>
        new(new BasicAWSCredentials("x", "y"), new AmazonSQSConfig { ServiceURL = Endpoint.ToString(), AuthenticationRegion = "us-east-1" });

    /// <summary>Kills the server.</summary>
    public async Task StopAsync()
    {
        if (process is null)
            return;
        process.Kill(entireProcessTree: true);
        await process.WaitForExitAsync();
        process.Dispose();
        process = null;
    }

    public async ValueTask DisposeAsync()
    {
        await StopAsync();
        starting.Dispose();
    }

    /// <summary>Whether there is a Java to run servers with.</summary>
    internal static bool HasJava()
    {
        var name = OperatingSystem.IsWindows() ? "java.exe" : "java";
        var home = Environment.GetEnvironmentVariable("JAVA_HOME");
        var folders = (Environment.GetEnvironmentVariable("PATH") ?? "").Split(Path.PathSeparator);
        return folders.Append(home is null ? "" : Path.Combine(home, "bin")).Any(f => f.Length > 0 && File.Exists(Path.Combine(f, name)));
    }

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitUntilHealthyAsync()
    {
        using var client = new HttpClient();
        using var timeout = Patience.Begin(CancellationToken.None);
        while (true)
        {
            Assert.False(process!.HasExited, "ElasticMQ ended at once");
            try
            {
                if ((await client.GetAsync(new Uri(Endpoint, "health"), timeout.Token)).IsSuccessStatusCode)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }
            await Task.Delay(50, timeout.Token);
        }
    }
}
