package link.box.bench.tunnel;

/** One of those that are compared. */
interface Contestant extends AutoCloseable {
    /** @return its name in the line of JSON */
    String name();

    /** @return how to get to the origin through it */
    Way way();

    /** @return the program at home, whose memory counts; 0: none */
    long pid();

    @Override
    void close();
}
