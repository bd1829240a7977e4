package link.box.pagekite;

/**
 * What keeps the kite from flying for now.
 *
 * @param what what it is
 * @param remedy what a person can do if it lasts
 * @param lasts whether it is known to: waiting does not mend it
 */
record Hindrance(String what, String remedy, boolean lasts) {
    /** @return another tunnel has the name; for a while that may be our own of before, which the frontend still believes in */
    static Hindrance held(String what) {
        return new Hindrance(what, "see to it that no copy of this Box's data runs elsewhere; "
                + "if none does, ask the frontend's operator who flies the name", false);
    }

    /** @return the frontend has a reason of its own */
    static Hindrance away(String what) {
        return new Hindrance(what, "ask the operator of the frontend and the zone whether both run, "
                + "or set another frontend beside this one in tunnel.frontend", false);
    }
}
