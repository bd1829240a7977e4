package link.box.common.kite;

/** Whom a {@link Mux} tells. Called on a thread of the I/O, so every method returns at once. */
public interface MuxListener {
    /**
     * The far end has opened a stream. What it sends is kept until the answer: {@link Stream#connection} or {@link Stream#refuse}, then or
     * later.
     */
    void opened(Stream stream, Opening opening);

    /** A chunk that belongs to no stream and that the Mux does not understand, such as the verdict about a kite. */
    void control(Head head);

    /**
     * The tunnel is over, with all its streams; called once.
     *
     * @param why for people
     */
    void ended(String why);
}
