package link.box.api.net;

/**
 * A public name that leads to the Box at home.
 *
 * @param host absolute name, without a trailing dot
 * @param kind what sort of name it is
 */
public record PublishedName(String host, Kind kind) {

    /** Sorts of names, by how long their value may last. */
    public enum Kind {
        /** {@code <id>.<zone>}: always leads to the address of now, so caches may still hold another one. */
        MAIN,
        /** {@code local.<id>.<zone>}: follows {@link #MAIN}. */
        LOCAL,
        /** A name of the pool: bound to one address, and given to another one only when no cache can hold the one before. */
        MIRROR,
        /** A name made of the address, which never has another value. */
        ADDRESS
    }
}
