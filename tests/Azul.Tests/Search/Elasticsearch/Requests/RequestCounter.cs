using System.Diagnostics.Metrics;

namespace Azul.Tests.Search.Elasticsearch.Requests;

/// <summary>Counts the HTTP requests that this process sends to a server, at the client of the platform: whatever is above it cannot hide one.</summary>
internal sealed class RequestCounter : IDisposable
{
    private readonly MeterListener listener = new();
    private readonly int port;
    private long count;

    public RequestCounter(Uri server)
    {
        port = server.Port;
        listener.InstrumentPublished = (instrument, l) =>
        {
            if (instrument is { Meter.Name: "System.Net.Http", Name: "http.client.request.duration" })
                l.EnableMeasurementEvents(instrument);
        };
        listener.SetMeasurementEventCallback<double>((_, _, tags, _) =>
        {
            foreach (var (name, value) in tags)
            {
                if (name == "server.port" && value is int to && to == port)
                    Interlocked.Increment(ref count);
            }
        });
        listener.Start();
    }

    /// <summary>How many were sent since the last call.</summary>
    public long Take() => Interlocked.Exchange(ref count, 0);

    public void Dispose() => listener.Dispose();
}
