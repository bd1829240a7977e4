package link.box.bench.mirrors;

/** Asks a resolver for the IPv4 address of a name. */
interface Resolution {
    /** @return the address, or {@code NODATA}, {@code NXDOMAIN}, {@code SERVFAIL} and so on, or {@code silence} */
    String ask(String name);
}
