package link.box.login.oauth;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import link.box.login.web.Texts;

/**
 * What an app may do (RFC 6749, section 3.3). There is none for administering the Box.
 *
 * @param all the single scopes
 */
public record Scopes(Set<String> all) {
    private static final Pattern FORM = Pattern.compile("device|device:[a-z0-9-]{1,32}|users:read");
    private static final String DEVICE = "device";
    private static final String READ = "device:read";
    private static final int MAX = 16;

    public Scopes {
        all = Set.copyOf(all);
    }

    /** @return empty if the text asks for something that there is not; without a text what apps get that do not ask */
    static Optional<Scopes> of(String text) {
        Set<String> all = text.isEmpty() ? Set.of(DEVICE) : new TreeSet<>(Arrays.asList(text.split(" ", -1)));
        return all.size() <= MAX && all.stream().allMatch(each -> FORM.matcher(each).matches()) ? Optional.of(new Scopes(all))
                : Optional.empty();
    }

    /** Whether who may do this may do the other, too. */
    boolean covers(Scopes other) {
        return other.all.stream().allMatch(each -> all.contains(each) || all.contains(DEVICE) && each.startsWith(DEVICE + ":"));
    }

    Scopes and(Scopes other) {
        Set<String> both = new TreeSet<>(all);
        both.addAll(other.all);
        return new Scopes(both);
    }

    Scopes without(String scope) {
        return new Scopes(all.stream().filter(each -> !each.equals(scope)).collect(Collectors.toSet()));
    }

    /** @return in words, for people */
    public List<String> words() {
        return new TreeSet<>(all).stream().map(Scopes::word).toList();
    }

    /** @return one of them in words */
    public static String word(String scope) {
        boolean one = scope.startsWith(DEVICE + ":") && !scope.equals(READ);
        return one ? Texts.of("apps.scope.one", scope.substring(DEVICE.length() + 1)) : Texts.of("apps.scope." + scope.replace(':', '.'));
    }

    /** As it stands on the wire. */
    @Override
    public String toString() {
        return String.join(" ", new TreeSet<>(all));
    }
}
