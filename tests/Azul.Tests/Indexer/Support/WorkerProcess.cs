using System.Diagnostics;
using System.Reflection;
using Azul.Indexer;
using Azul.Tests.Support;

namespace Azul.Tests.Indexer.Support;

/// <summary>A worker, or another program, as a real process of its own.</summary>
internal sealed class WorkerProcess : IAsyncDisposable
{
    private readonly Process process;
    private readonly List<string> output = [];

    private WorkerProcess(Process process) => this.process = process;

    public bool HasExited => process.HasExited;

    /// <summary>What it has written so far.</summary>
    public string Output
    {
        get
        {
            lock (output)
                return string.Join('\n', output);
        }
    }

    /// <summary>Starts a worker.</summary>
    /// <param name="configuration">The configuration file.</param>
    /// <param name="arguments">A command and its options; by default it works.</param>
    public static WorkerProcess Start(string configuration, params string[] arguments)
    {
        string[] command = arguments.Length == 0 ? ["run", "--urls", "http://127.0.0.1:0"] : arguments;
        return StartProgram(typeof(IndexerOptions).Assembly, [.. command, "--config", configuration]);
    }

    /// <summary>Starts a program.</summary>
    public static WorkerProcess StartProgram(Assembly program, params string[] arguments)
    {
        var info = new ProcessStartInfo("dotnet", [program.Location, .. arguments])
        {
            RedirectStandardOutput = true,
            RedirectStandardError = true,
        };
        var worker = new WorkerProcess(new Process { StartInfo = info });
        worker.process.OutputDataReceived += (_, line) => worker.Take(line.Data);
        worker.process.ErrorDataReceived += (_, line) => worker.Take(line.Data);
        worker.process.Start();
        worker.process.BeginOutputReadLine();
        worker.process.BeginErrorReadLine();
        return worker;
    }

    /// <summary>Kills it at once (SIGKILL).</summary>
    public async Task KillAsync()
    {
        process.Kill();
        await process.WaitForExitAsync();
    }

    /// <summary>Asks it to stop (SIGTERM) and returns its exit status.</summary>
    public async Task<int> TerminateAsync()
    {
        using (var kill = Process.Start("kill", ["-TERM", $"{process.Id}"]))
            await kill.WaitForExitAsync();
        await process.WaitForExitAsync().WithPatience();
        return process.ExitCode;
    }

    /// <summary>Waits until it has ended by itself and returns its exit status.</summary>
    public async Task<int> EndAsync()
    {
        await process.WaitForExitAsync().WithPatience();
        return process.ExitCode;
    }

    public async ValueTask DisposeAsync()
    {
        if (!process.HasExited)
            await KillAsync();
        process.Dispose();
    }

    private void Take(string? line)
    {
        if (line is null)
            return;
        lock (output)
            output.Add(line);
    }
}
