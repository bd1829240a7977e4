package link.box.ota;

/** Settings. */
@interface Config {
    /** Where releases come from: an https or http URL, or the absolute path of a directory; empty: nowhere. */
    String channel() default "";

    /** The name that the channel's documents have to say. */
    String name() default "stable";

    /** Hours between two looks. */
    int check() default 6;

    /** Who says that a release is taken: auto, the Box itself; ask, somebody with bin/box apply. */
    String apply() default "auto";

    /** When a release is taken, HH:MM-HH:MM in local time; empty: at any time. */
    String window() default "";

    /** For how many seconds a changed set is watched; so long a Box that has started changes nothing by itself, too. */
    int watch() default 120;

    /** Kilobytes a second that a download may take; 0: all that there are. */
    int rate() default 0;

    /** Whom to believe to be the channel's server: empty for the system's store, a PEM file, or sha256/ and a key's hash. */
    String trust() default "";
}
