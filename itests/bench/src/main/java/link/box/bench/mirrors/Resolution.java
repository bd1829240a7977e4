package link.box.bench.mirrors;

/** Asks a resolver for the IPv4 address of a name. */
interface Resolution {
    /** What is said for no answer at all. */
    String SILENCE = "silence";

    /** @return the address, or {@code NODATA}, {@code NXDOMAIN}, {@code SERVFAIL} and so on, or {@link #SILENCE} */
    String ask(String name);
}
