namespace Azul.GraphSchema.Paging;

/// <summary>
/// The secret that cursors are authenticated with. All gateways that serve the same clients share it; with another one, cursors that clients hold become invalid.
/// </summary>
public interface ICursorKey
{
    /// <summary>At least 32 random bytes, always the same.</summary>
    ReadOnlyMemory<byte> Bytes { get; }
}
