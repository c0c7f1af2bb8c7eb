namespace Azul.Tests.Rest.Recordings;

/// <summary>The recorded requests that are answered differently on purpose, each with the cause.</summary>
internal static class KnownDifferences
{
    private const string WordsAreCompared =
        "The original's index applies a range of strings to the words of the text in lower case, not to the text: 'Brain 1' and 'presumptive gut' are between 'a' and 'm'.";

    private const string UrlIsTooLong =
        "The recording bypassed the gateway of the original, which refuses URLs of more than 8192 characters; so does this service (spec/service.md §8.6).";

    private const string BodyIsHonoured =
        "The original ignores parameters in the body where the URL has no query; here they always count, as spec/service.md §8.3 recommends.";

    private const string BundleIsShown =
        "The original refuses the ids that it gave to bundles of AnVIL itself, as no UUID of RFC 4122 has the version 10 (spec/indexer.md §5.1); here they are shown like any other entity.";

    /// <summary>By the beginning of the recording's name, decoded.</summary>
    private static readonly (string Name, string Cause)[] Causes =
    [
        ("GET /index/bundles?catalog=hca&size=100&filters={\"organ\":{\"within\":[[\"a\",\"m\"]]}}", WordsAreCompared),
        ("GET /index/files?catalog=hca&size=100&filters={\"organ\":{\"within\":[[\"a\",\"m\"]]}}", WordsAreCompared),
        ("GET /index/projects?catalog=hca&size=100&filters={\"organ\":{\"within\":[[\"a\",\"m\"]]}}", WordsAreCompared),
        ("GET /index/samples?catalog=hca&size=100&filters={\"organ\":{\"within\":[[\"a\",\"m\"]]}}", WordsAreCompared),
        ("GET /index/projects?catalog=hca&filters={\"institution\":{\"is\":[\"Newcastle University\",\"Sloan Kettering Institute", UrlIsTooLong),
        ("GET /index/projects?catalog=hca&filters={\"dataUseRestriction\":{\"is\":[null,\"NRES\"]},\"publicationTitle\":{\"is\":[\"The YUMM lines", UrlIsTooLong),
        ("POST /index/projects Content-Type: application/json {\"catalog\":\"hca\",\"size\":1,\"sort\":\"entryId\"}", BodyIsHonoured),
        ("POST /index/datasets Content-Type: application/json {\"catalog\":\"anvil\",\"filters\":\"{\\u0022files.file_format", BodyIsHonoured),
        ("GET /index/bundles/826dea02-e274-affe-aabc-eb3db63ad068?catalog=anvil", BundleIsShown),
        ("GET /index/bundles/2370f948-2783-aeb6-afea-e022897f4dcf?catalog=anvil", BundleIsShown),
        ("GET /index/bundles/2370f948-2783-aeb6-afea-e022897f4dcf/?catalog=anvil", BundleIsShown),
    ];

    /// <summary>How many there may be.</summary>
    public static int Count => Causes.Length;

    public static bool Has(Recording recording) => CauseOf(recording) is not null;

    /// <summary>Why the recording is answered differently, or null.</summary>
    public static string? CauseOf(Recording recording)
    {
        var name = Uri.UnescapeDataString(recording.Name.Replace('+', ' '));
        return Causes.FirstOrDefault(c => name.StartsWith(c.Name, StringComparison.Ordinal)).Cause;
    }
}
