using Microsoft.Data.Sqlite;

namespace Azul.Search.Embedded;

/// <summary>What goes wrong with a file, in the words of the port: no type of the database leaves this room.</summary>
internal static class StoreErrors
{
    private const int Permission = 3, Busy = 5, Locked = 6, ReadOnly = 8, IoError = 10, Corrupt = 11, Full = 13, CannotOpen = 14, NoDatabase = 26;
    private const int TooBig = 18, Constraint = 19, Mismatch = 20, OutOfRange = 25;

    /// <summary>Whether the error is about the one document that was being written, so that others can still be.</summary>
    public static bool IsAboutDocument(SqliteException error) => error.SqliteErrorCode is TooBig or Constraint or Mismatch or OutOfRange;

    /// <summary>Whether the error is one of a file that <see cref="Of(Exception, string)"/> can translate.</summary>
    public static bool IsKnown(Exception error) => error is SqliteException or IOException or UnauthorizedAccessException;

    /// <summary>The error that somebody has deleted or replaced the file.</summary>
    public static StoreException Gone(string path) =>
        new("STORE_UNREACHABLE", $"{path} was deleted or replaced while it was in use; put it back and restart, or just restart to begin anew");

    public static StoreException Of(Exception error, string path) => error switch
    {
        SqliteException sqlite => Of(sqlite, path),
        UnauthorizedAccessException => new("STORE_READ_ONLY", $"{path} cannot be written: {error.Message}", error),
        _ => new("STORE_UNREACHABLE", $"{path} cannot be read or written: {error.Message}", error),
    };

    private static StoreException Of(SqliteException error, string path)
    {
        var (code, text) = error.SqliteErrorCode switch
        {
            Full => ("STORE_FULL", "is full, or its disk is; free some space and try again"),
            ReadOnly or Permission => ("STORE_READ_ONLY", "cannot be written; make the file and its folder writable for this process"),
            CannotOpen => ("STORE_UNREACHABLE", "cannot be opened; check that the folder exists and is writable for this process"),
            Busy or Locked => ("STORE_BUSY", "has been kept by another process for too long; try again"),
            Corrupt or NoDatabase => ("STORE_CORRUPT", "is damaged, or is no database; delete it and index the catalog again"),
            IoError => ("STORE_IO", "cannot be read or written; check the disk"),
            _ => ("STORE_ERROR", "cannot be used"),
        };
        return new(code, $"{path} {text} ({error.Message})", error);
    }
}
