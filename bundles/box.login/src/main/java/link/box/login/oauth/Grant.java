package link.box.login.oauth;

import jakarta.json.JsonObject;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import link.box.common.json.Json;

/**
 * A person lets an app use the Box in the person's name; it lasts while a family of tokens does.
 *
 * @param client the app's origin
 * @param redirect to where exactly its codes are sent
 * @param used when and from where it was last used
 */
public record Grant(String id, String user, String client, String redirect, Instant created, Use used, AppLetterbox letterbox,
        List<Family> families) {
    private static final int FAMILIES = 16;

    /** A use, through the tunnel or not. */
    public record Use(Instant at, boolean tunnel) {
    }

    public Grant {
        families = List.copyOf(families);
    }

    boolean isOf(String who, String app, String where) {
        return user.equals(who) && client.equals(app) && redirect.equals(where);
    }

    /** @return all that it allows */
    public Scopes scopes() {
        return families.stream().map(Family::scopes).reduce(new Scopes(Set.of()), Scopes::and);
    }

    /** @return the {@code where} of token answers */
    public JsonObject where() {
        return Json.PROVIDER.createObjectBuilder().add("locator", letterbox.locator()).add("key", letterbox.key()).build();
    }

    /** As the last one; the oldest gives way when there are too many. */
    Grant with(Family family) {
        List<Family> next = new ArrayList<>(families);
        next.removeIf(each -> each.id().equals(family.id()));
        next.subList(0, Math.max(0, next.size() - FAMILIES + 1)).clear();
        next.add(family);
        return new Grant(id, user, client, redirect, created, used, letterbox, next);
    }

    Grant only(Predicate<Family> kept) {
        return new Grant(id, user, client, redirect, created, used, letterbox, families.stream().filter(kept).toList());
    }

    /** A family that is allowed nothing any more is over. */
    Grant without(String scope) {
        List<Family> less = families.stream().map(each -> each.without(scope)).filter(each -> !each.scopes().all().isEmpty()).toList();
        return new Grant(id, user, client, redirect, created, used, letterbox, less);
    }

    Grant used(Use use) {
        return new Grant(id, user, client, redirect, created, use, letterbox, families);
    }

    Grant moved() {
        return new Grant(id, user, client, redirect, created, used, AppLetterbox.fresh(), families);
    }

    @Override
    public String toString() {
        return "grant of " + client;
    }
}
