namespace Azul.Indexer.Queues.Sqs;

/// <summary>A message that travelled with others.</summary>
internal sealed record ParcelPart : QueuedMessage
{
    public ParcelPart(Parcel parcel, int position, QueuedMessage message)
        : base(message)
    {
        Parcel = parcel;
        Position = position;
    }

    public Parcel Parcel { get; }

    public int Position { get; }
}
