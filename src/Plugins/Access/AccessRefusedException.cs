namespace Azul.Plugins.Access;

/// <summary>A caller's access cannot be decided.</summary>
/// <param name="refusal">Why.</param>
/// <param name="message">What the caller is told; may be empty, never holds the token.</param>
public sealed class AccessRefusedException(AccessRefusal refusal, string message) : Exception(message)
{
    public AccessRefusal Refusal { get; } = refusal;
}
