package link.box.common.kite;

import java.util.regex.Pattern;

/**
 * What a kite asks for: {@code proto:domain:bsalt:fsalt:signature} of a header {@code X-PageKite}; without signature it is the challenge
 * of {@code X-PageKite-SignThis}.
 *
 * @param proto such as {@code https} or {@code http-8080}
 * @param domain the name to fly, in lower case
 * @param bsalt the kite's salt
 * @param fsalt the frontend's salt; empty before its challenge
 * @param signature of the rest; empty before the challenge
 */
public record KiteRequest(String proto, String domain, String bsalt, String fsalt, String signature) {
    private static final String SALT = "([0-9a-zA-Z]{0,36})";
    private static final Pattern FORM = Pattern.compile(
            "([a-z0-9]{1,16}(?:-[0-9]{1,5})?):([a-z0-9*](?:[a-z0-9.*_-]{0,252})):" + SALT + ":" + SALT + "(?::" + SALT + ")?");

    /**
     * @param text with or without signature
     * @throws Malformed it has another form
     */
    public static KiteRequest of(String text) throws Malformed {
        var found = FORM.matcher(text);
        if (!found.matches()) {
            throw new Malformed("a kite that is not proto:domain:bsalt:fsalt:signature");
        }
        String signature = found.group(5) == null ? "" : found.group(5);
        return new KiteRequest(found.group(1), found.group(2), found.group(3), found.group(4), signature);
    }

    /** @return it with the frontend's salt and signed */
    public KiteRequest answer(String frontendSalt, String secret) {
        KiteRequest challenge = new KiteRequest(proto, domain, bsalt, frontendSalt, "");
        return new KiteRequest(proto, domain, bsalt, frontendSalt, Signature.sign(secret, challenge.signed()));
    }

    /** @return whether its signature is one with that secret; in constant time */
    public boolean isSigned(String secret) {
        return Signature.fits(signature, secret, signed());
    }

    /** @return {@code proto:domain}, by which frontends call a kite */
    public String kite() {
        return proto + ":" + domain;
    }

    /** @return what the signature is about, {@code proto:domain:bsalt:fsalt} */
    public String signed() {
        return kite() + ":" + bsalt + ":" + fsalt;
    }

    /** @return as in a header {@code X-PageKite} */
    @Override
    public String toString() {
        return signed() + ":" + signature;
    }
}
