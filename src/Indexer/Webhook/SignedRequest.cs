namespace Azul.Indexer.Webhook;

/// <summary>What a signature is about.</summary>
/// <param name="Method">The method.</param>
/// <param name="Path">The path as it was sent, without the query.</param>
/// <param name="Body">The body.</param>
/// <param name="ContentDigest">The header of that name.</param>
/// <param name="SignatureInput">The header of that name.</param>
/// <param name="Signature">The header of that name.</param>
internal sealed record SignedRequest(string Method, string Path, byte[] Body, string? ContentDigest, string? SignatureInput = null, string? Signature = null);
