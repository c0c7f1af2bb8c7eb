using System.Diagnostics;
using System.Net;
using System.Net.Sockets;
using Azul.Search.Elasticsearch;

namespace Azul.Tests.Support;

/// <summary>
/// A real server of <c>../shared/servers</c>, started when it is first asked for. Those of <see cref="Newest"/>, <see cref="Oldest"/> and <see cref="OpenSearch"/> are shared by all tests, each of
/// which uses a prefix of its own. Tests that need one are skipped where it is not there.
/// </summary>
public sealed class ElasticsearchServer : IAsyncDisposable
{
    // The server ends with its parent, however that ends: the shell kills it once its input is closed.
    private const string UntilInputEnds = """
        exec 3<&0
        "$@" 3<&- & server=$!
        { cat <&3 > /dev/null; kill -KILL $server; } &
        wait $server
        """;

    private const string JavaOptions = "-XX:-UseG1GC -XX:+UseSerialGC";

    // Where there is a file system in memory, the server need not wait for a disk.
    private const string Memory = "/dev/shm";

    private readonly string folder;
    private readonly bool needsJava;
    private readonly bool isLasting;
    private readonly int shards;
    private readonly string[] settings;
    private readonly SemaphoreSlim starting = new(1, 1);
    private TemporaryFolder? data;
    private Process? process;
    private int port;

    /// <param name="folder">Its folder in <c>../shared/servers</c>.</param>
    /// <param name="needsJava">Whether it has no Java of its own.</param>
    /// <param name="shards">How many shards each index of the tests has.</param>
    /// <param name="isLasting">Whether it lives long enough for Java's better compiler (<see cref="ShortLived.JavaOption"/>).</param>
    /// <param name="settings">Settings as in its configuration file, <c>name=value</c>.</param>
    private ElasticsearchServer(string folder, bool needsJava, int shards = 1, bool isLasting = false, params string[] settings)
    {
        this.shards = shards;
        this.isLasting = isLasting;
        this.folder = folder;
        this.needsJava = needsJava;
        this.settings = settings;
        AppDomain.CurrentDomain.ProcessExit += (_, _) => Discard();
    }

    /// <summary>Elasticsearch 9.4.</summary>
    public static ElasticsearchServer Newest { get; } = new("elasticsearch9", needsJava: false);

    /// <summary>Elasticsearch 8.19, with indices of several shards.</summary>
    public static ElasticsearchServer Oldest { get; } = new("elasticsearch", needsJava: true, shards: 2);

    /// <summary>What is not Elasticsearch, but descends from it.</summary>
    public static ElasticsearchServer OpenSearch { get; } = new("opensearch", needsJava: true);

    /// <summary>An Elasticsearch 9.4 of one's own, to be killed.</summary>
    /// <param name="settings">Settings as in its configuration file, <c>name=value</c>.</param>
    public static ElasticsearchServer OfOnesOwn(params string[] settings) => new("elasticsearch9", needsJava: false, settings: settings);

    /// <summary>An Elasticsearch 9.4 of one's own, to be measured.</summary>
    public static ElasticsearchServer Lasting() => new("elasticsearch9", needsJava: false, isLasting: true);

    /// <summary>The address of the running server.</summary>
    public Uri Endpoint => new($"http://127.0.0.1:{port}");

    /// <summary>The process that the running server is a part of.</summary>
    public int ProcessId => process!.Id;

    /// <summary>Options for an index of one's own on the running server.</summary>
    public ElasticsearchOptions Options() => new() { Nodes = [Endpoint], Prefix = $"t{Guid.NewGuid():n}", Shards = shards };

    /// <summary>Starts the server unless it runs: on the same port and data as before, if it ran before.</summary>
    public async Task StartAsync()
    {
        var start = Path.Combine(SharedFiles.Path($"servers/{folder}"), "start");
        Assert.SkipUnless(OperatingSystem.IsLinux(), "The servers of ../shared run on Linux");
        Assert.SkipUnless(!needsJava || ElasticMq.HasJava(), $"There is no java to run {folder} with");
        await starting.WaitAsync(TestContext.Current.CancellationToken);
        try
        {
            if (process is { HasExited: false })
                return;
            data ??= new TemporaryFolder(Memory);
            if (port == 0)
                port = FreePort();
            process = Process.Start(StartInfo(start))!;
            process.OutputDataReceived += (_, _) => { };
            process.ErrorDataReceived += (_, _) => { };
            process.BeginOutputReadLine();
            process.BeginErrorReadLine();
            await WaitUntilReadyAsync();
        }
        finally
        {
            starting.Release();
        }
    }

    /// <summary>Kills the server. What it holds stays.</summary>
    public void Kill()
    {
        var killed = Interlocked.Exchange(ref process, null);
        if (killed is null)
            return;
        killed.Kill(entireProcessTree: true);
        killed.WaitForExit();
        killed.Dispose();
    }

    public ValueTask DisposeAsync()
    {
        Discard();
        starting.Dispose();
        return ValueTask.CompletedTask;
    }

    private void Discard()
    {
        Kill();
        Interlocked.Exchange(ref data, null)?.Dispose();
    }

    private ProcessStartInfo StartInfo(string start) => new(
        "bash", ["-c", UntilInputEnds, "bash", start, "--port", $"{port}", "--data", data!.Path, "--heap", isLasting ? "1g" : "384m", .. settings.SelectMany(s => new[] { "-E", s })])
    {
        RedirectStandardInput = true,
        RedirectStandardOutput = true,
        RedirectStandardError = true,
        Environment =
        {
            ["ES_JAVA_OPTS"] = isLasting ? JavaOptions : $"{JavaOptions} {ShortLived.JavaOption}",
            ["OPENSEARCH_JAVA_OPTS"] = $"{JavaOptions} {ShortLived.JavaOption}",
        },
    };

    private static int FreePort()
    {
        using var listener = new TcpListener(IPAddress.Loopback, 0);
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private async Task WaitUntilReadyAsync()
    {
        using var client = new HttpClient();
        using var timeout = Patience.Begin(CancellationToken.None);
        while (true)
        {
            Assert.False(process!.HasExited, $"{folder} ended at once");
            try
            {
                if ((await client.GetAsync(new Uri(Endpoint, "_cluster/health?wait_for_status=yellow&timeout=1s"), timeout.Token)).StatusCode == HttpStatusCode.OK)
                    return;
            }
            catch (HttpRequestException)
            {
                // Not yet.
            }
            await Task.Delay(100, timeout.Token);
        }
    }
}
