package link.cloud.zone.kite;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A frontend asks by DNS whether a kite may fly: {@code bsalt.fsalt.signature.proto.domain}, below the suffix that the frontend is
 * configured with. The frontend has checked that the challenge is one of its own.
 *
 * @param bsalt the kite's salt
 * @param fsalt the frontend's challenge
 * @param signature 8 digits chosen by the kite, and 28 that follow from them
 * @param proto what the kite carries, maybe with {@code -PORT}
 * @param domain the kite's name; a leading {@code *} arrives as {@code _any_}
 */
record KiteQuestion(String bsalt, String fsalt, String signature, String proto, String domain) {
    private static final Pattern SALT = Pattern.compile("[0-9a-z]{1,63}");
    private static final Pattern SIGNATURE = Pattern.compile("[0-9a-f]{36}");
    private static final Pattern PROTO = Pattern.compile("[a-z0-9]{1,16}(-[0-9]{1,5})?");
    private static final Pattern LABEL = Pattern.compile("[a-z0-9_-]{1,63}");
    private static final String ANY = "_any_";
    private static final int BEFORE_DOMAIN = 4;

    /** @param labels in front of the suffix, lower case; @return empty if it is no such question */
    static Optional<KiteQuestion> of(List<String> labels) {
        if (labels.size() <= BEFORE_DOMAIN || !SALT.matcher(labels.get(0)).matches() || !SALT.matcher(labels.get(1)).matches()
                || !SIGNATURE.matcher(labels.get(2)).matches() || !PROTO.matcher(labels.get(3)).matches()) {
            return Optional.empty();
        }
        List<String> domain = labels.subList(BEFORE_DOMAIN, labels.size());
        return domain.stream().allMatch(label -> LABEL.matcher(label).matches())
                ? Optional.of(new KiteQuestion(labels.get(0), labels.get(1), labels.get(2), labels.get(3), name(domain)))
                : Optional.empty();
    }

    private static String name(List<String> domain) {
        String name = String.join(".", domain);
        return name.startsWith(ANY + ".") ? "*" + name.substring(ANY.length()) : name;
    }

    /** @return what was signed, beside the secret and the digits chosen */
    String signed() {
        return String.join(":", proto, domain, bsalt, fsalt);
    }
}
