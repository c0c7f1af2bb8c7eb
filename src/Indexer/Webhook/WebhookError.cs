namespace Azul.Indexer.Webhook;

/// <summary>Why a notification was not taken.</summary>
/// <param name="Code">A stable code.</param>
/// <param name="Message">The reason.</param>
internal sealed record WebhookError(string Code, string Message);
