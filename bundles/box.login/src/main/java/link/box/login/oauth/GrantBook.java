package link.box.login.oauth;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * All grants at one moment; made anew at each change, so that requests read it without waiting.
 *
 * @param ended apps of the last families that are over, by the family
 * @param held by the hash of the access token
 */
record GrantBook(List<Grant> grants, Map<String, String> ended, Map<String, Held> held, Set<String> clients) {
    static final GrantBook NONE = of(List.of(), Map.of());
    private static final int GRANTS = 32;
    private static final int ENDED = 128;

    static GrantBook of(List<Grant> grants, Map<String, String> ended) {
        Map<String, Held> held = new HashMap<>();
        grants.forEach(grant -> grant.families().forEach(family -> family.accesses()
                .forEach(access -> held.put(access.hash(), new Held(grant, family, access.ends())))));
        return new GrantBook(List.copyOf(grants), new LinkedHashMap<>(ended), Map.copyOf(held),
                grants.stream().map(Grant::client).collect(Collectors.toUnmodifiableSet()));
    }

    /** With this one as the last; of too many the one that was not used for longest gives way. */
    GrantBook with(Grant grant) {
        List<Grant> next = new ArrayList<>(grants);
        next.removeIf(each -> each.id().equals(grant.id()));
        if (next.size() >= GRANTS) {
            next.remove(next.stream().min((a, b) -> a.used().at().compareTo(b.used().at())).orElseThrow());
        }
        next.add(grant);
        return changed(next);
    }

    /** Each as the function makes it; without families it is none any more. */
    GrantBook each(UnaryOperator<Grant> change) {
        return changed(grants.stream().map(change).filter(grant -> !grant.families().isEmpty()).toList());
    }

    /** Without what is over. */
    GrantBook living(Instant now) {
        return each(grant -> grant.only(family -> family.living(now)));
    }

    Optional<Grant> ofFamily(String family) {
        return grants.stream().filter(grant -> grant.families().stream().anyMatch(each -> each.id().equals(family))).findFirst();
    }

    Optional<Family> family(String id) {
        return grants.stream().flatMap(grant -> grant.families().stream()).filter(family -> family.id().equals(id)).findFirst();
    }

    private GrantBook changed(List<Grant> next) {
        Map<String, String> over = new LinkedHashMap<>(ended);
        Set<String> kept = families(next).map(Map.Entry::getKey).collect(Collectors.toSet());
        families(grants).filter(each -> !kept.contains(each.getKey())).forEach(each -> over.put(each.getKey(), each.getValue()));
        List<String> oldest = new ArrayList<>(over.keySet());
        oldest.subList(0, Math.max(0, oldest.size() - ENDED)).forEach(over::remove);
        return of(next, over);
    }

    private static Stream<Map.Entry<String, String>> families(List<Grant> grants) {
        return grants.stream().flatMap(grant -> grant.families().stream().map(family -> Map.entry(family.id(), grant.client())));
    }
}
