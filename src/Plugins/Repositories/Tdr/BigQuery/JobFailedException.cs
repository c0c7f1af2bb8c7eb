namespace Azul.Plugins.Repositories.Tdr.BigQuery;

/// <summary>A job was made and has failed, or is not there any more, for a reason that may pass: another job of the same query may succeed.</summary>
/// <param name="fault">What to say if none does.</param>
internal sealed class JobFailedException(RepositoryException fault) : Exception(fault.Message, fault)
{
    public RepositoryException Fault => fault;
}
