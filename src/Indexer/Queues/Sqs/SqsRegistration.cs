using Amazon.SQS;
using Microsoft.Extensions.DependencyInjection.Extensions;

namespace Azul.Indexer.Queues.Sqs;

/// <summary>Puts the queues of Amazon SQS into service.</summary>
internal static class SqsRegistration
{
    // A request to another address than Amazon's is still signed for a region.
    private const string AnyRegion = "us-east-1";

    /// <summary>Registers the queues, unless others are registered already.</summary>
    public static IServiceCollection AddSqsQueues(this IServiceCollection services, SqsOptions sqs, IReadOnlyDictionary<WorkQueue, QueueSettings> queues)
    {
        services.TryAddSingleton<IAmazonSQS>(_ => Client(sqs));
        services.TryAddSingleton<IWorkQueues>(s => new SqsWorkQueues(s.GetRequiredService<IAmazonSQS>(), sqs, queues));
        return services;
    }

    private static AmazonSQSClient Client(SqsOptions options)
    {
        var config = new AmazonSQSConfig();
        if (options.Endpoint is { } endpoint)
        {
            config.AuthenticationRegion = config.RegionEndpoint?.SystemName ?? AnyRegion;
            config.ServiceURL = endpoint;
        }
        return new(config);
    }
}
