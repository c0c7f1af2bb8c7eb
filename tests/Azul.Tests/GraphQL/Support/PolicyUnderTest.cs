using Azul.Plugins.Access;
using Azul.Plugins.Catalogs;

namespace Azul.Tests.GraphQL.Support;

/// <summary>Gives every caller the same access.</summary>
internal sealed class PolicyUnderTest : ISourceAccessPolicy
{
    public AccessibleSources Accessible { get; set; } = AccessibleSources.All;

    public AccessRefusedException? Refusal { get; set; }

    public ValueTask<AccessibleSources> DecideAsync(Catalog catalog, Credentials credentials, CancellationToken cancellation) =>
        Refusal is { } refusal ? throw refusal : new(Accessible);
}
