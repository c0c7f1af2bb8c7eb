namespace Azul.GraphSchema;

/// <summary>Who sends an operation, and how the caller reaches this service.</summary>
/// <param name="Access">Which sources the caller may access.</param>
/// <param name="BaseUrl">What the URLs of files start with: scheme, host and path, without a slash at the end.</param>
public sealed record GraphCaller(ICallerAccess Access, string BaseUrl);
