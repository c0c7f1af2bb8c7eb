using System.Net;
using Azul.Plugins.Repositories.Tdr.Services;

namespace Azul.Plugins.Repositories.Tdr.Snapshots;

/// <summary>What is registered about data sets in the Data Use Oversight System (<c>spec/indexer.md</c> §6.7).</summary>
internal sealed class DuosDatasets(ServiceClient duos)
{
    /// <summary>The description of the study that a data set is from; null where nothing is registered.</summary>
    public async Task<string?> DescriptionAsync(string duosId, CancellationToken cancellation)
    {
        var answer = await duos.AskAsync(HttpMethod.Get, $"api/dataset/registration/{Uri.EscapeDataString(duosId)}", null, cancellation);
        if (answer.Status == HttpStatusCode.NotFound)
            return null;
        return answer.Json().TextOrNull("studyDescription");
    }
}
