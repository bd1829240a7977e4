package link.box.api.identity;

/**
 * The names of a Box in the public DNS, without a trailing dot.
 *
 * @param id the first label
 * @param zone the zone the Box lives in, for example {@code box.example}
 */
public record BoxNames(String id, String zone) {
    /** @return {@code <id>.<zone>}: the main name and the Box's own zone */
    public String main() {
        return id + "." + zone;
    }

    /**
     * @param label one label or several with dots between
     * @return {@code <label>.<id>.<zone>}, for example a mirror
     */
    public String below(String label) {
        return label + "." + main();
    }

    /** @return {@code local.<id>.<zone>}: follows the main name; the name that fxbox apps use at home */
    public String local() {
        return below("local");
    }

    /** @return {@code remote.<id>.<zone>}: leads to the tunnel's frontend */
    public String remote() {
        return below("remote");
    }

    /** @return the name of the DNS-01 challenge (RFC 8555, section 8.4) of both {@link #main()} and {@link #wildcard()} */
    public String challenge() {
        return below("_acme-challenge");
    }

    /** @return {@code *.<id>.<zone>}, for the certificate only */
    public String wildcard() {
        return below("*");
    }
}
