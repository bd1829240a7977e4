package link.box.login.oauth;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import link.box.api.access.Letterbox;
import link.box.api.work.Worker;
import link.box.login.account.Secret;
import link.box.login.oauth.Codes.Consent;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which apps may use the Box in whose name, and their tokens. What changes is on disk first, but for when an app was last used.
 * Thread-safe; {@link #held} does not wait for anything.
 */
public final class Grants {
    private static final Logger LOG = LoggerFactory.getLogger("box.login");
    private static final String ACCESS_PREFIX = "bxa_";
    private static final Duration USE = Duration.ofMinutes(1);
    private static final int RETRIES = 256;

    private final GrantFile file;
    private final Worker worker;
    private final Runnable changed;
    private final Fleeting<String> retries;
    private final Map<String, Grant.Use> uses = new ConcurrentHashMap<>();
    private volatile GrantBook page = GrantBook.NONE;

    /** @param changed told after each change of who holds a grant */
    public Grants(Path directory, Worker worker, Runnable changed) {
        this.file = new GrantFile(directory);
        this.worker = worker;
        this.changed = changed;
        this.retries = new Fleeting<>(worker::nanos, Family.GRACE, RETRIES);
    }

    /** @throws IOException the file cannot be used: no app holds a grant */
    public void load() throws IOException {
        GrantFile.Content content = file.read();
        page = GrantBook.of(content.grants(), content.ended());
    }

    /** @return whether it has the form of an access token */
    public static boolean access(String token) {
        return token.startsWith(ACCESS_PREFIX);
    }

    /** @return what the access token stands for; empty if it is nobody's, or over */
    public Optional<Held> held(String token) {
        return Optional.ofNullable(page.held().get(Token.hash(token))).filter(each -> each.valid(worker.now()));
    }

    /** @return whether an app of that origin holds a grant */
    public boolean holds(String origin) {
        return page.clients().contains(origin);
    }

    public Set<String> clients() {
        return page.clients();
    }

    public List<Letterbox> letterboxes() {
        return page.grants().stream().map(Grant::letterbox).map(Letterbox.class::cast).toList();
    }

    /** @return with their last uses */
    public List<Grant> list() {
        return page.living(worker.now()).grants().stream().map(this::dated).toList();
    }

    /** @return whether the person has let the app do all that already, and be answered there */
    boolean covers(String user, AuthorizationRequest request) {
        return page.living(worker.now()).grants().stream()
                .filter(grant -> grant.isOf(user, request.client(), request.redirection().uri()))
                .anyMatch(grant -> grant.scopes().covers(request.scopes()));
    }

    /** Notes that it is used now; to the minute, so that many requests at once do not write in one place. */
    public void used(Grant grant, boolean tunnel) {
        Instant now = worker.now();
        Grant.Use last = uses.get(grant.id());
        if (last == null || last.tunnel() != tunnel || Duration.between(last.at(), now).abs().compareTo(USE) > 0) {
            uses.put(grant.id(), new Grant.Use(now, tunnel));
        }
    }

    /** Blocks for disk. */
    synchronized Issued open(Consent consent, boolean tunnel) throws IOException {
        Instant now = worker.now();
        AuthorizationRequest request = consent.request();
        Grant grant = page.grants().stream()
                .filter(each -> each.isOf(consent.user(), request.client(), request.redirection().uri())).findFirst()
                .orElseGet(() -> new Grant(Secret.fresh(16), consent.user(), request.client(), request.redirection().uri(), now,
                        new Grant.Use(now, tunnel), AppLetterbox.fresh(), List.of()));
        Family fresh = Family.fresh(request.scopes(), consent.authenticated(), now);
        String refresh = fresh.refreshToken();
        return issue(grant, fresh.rotate(refresh, "", now), refresh);
    }

    /** Blocks for disk. @return empty if the token is good for nothing */
    synchronized Optional<Issued> refresh(String token) throws IOException {
        Instant now = worker.now();
        Optional<Family> found = Family.id(token).flatMap(page::family).filter(family -> family.living(now));
        if (found.isEmpty()) {
            return Optional.empty();
        }
        Family family = found.get();
        String hash = Token.hash(token);
        Grant grant = page.ofFamily(family.id()).orElseThrow();
        Optional<String> successor = successor(hash);
        if (Token.same(hash, family.refresh()) || successor.isEmpty() && justReplaced(family, hash, now)) {
            String next = family.refreshToken();
            retries.put(hash, next);
            return Optional.of(issue(grant, family.rotate(next, hash, now), next));
        }
        if (successor.isPresent()) {
            return Optional.of(issue(grant, family, successor.get()));
        }
        LOG.warn("A token of {} was used again after it had been replaced: this app has to connect anew", grant.client());
        end(family.id());
        return Optional.empty();
    }

    /** @return what took the token's place in the last seconds, and so is good now: two tabs may refresh at once */
    private Optional<String> successor(String hash) {
        Optional<String> next = retries.get(hash);
        return next.flatMap(token -> successor(Token.hash(token))).or(() -> next);
    }

    /** Its answer may have been lost with a restart of the Box, and with it what was remembered of it. */
    private static boolean justReplaced(Family family, String hash, Instant now) {
        return Token.same(hash, family.previous()) && Duration.between(family.rotated(), now).abs().compareTo(Family.GRACE) <= 0;
    }

    private Issued issue(Grant grant, Family family, String refresh) throws IOException {
        Instant now = worker.now();
        String access = ACCESS_PREFIX + Secret.fresh(32);
        Family next = family.with(access, now);
        Grant given = grant.with(next);
        store(page.with(given));
        return new Issued(access, refresh, Duration.between(now, next.ends()).toSeconds(), given, next);
    }

    /** @return the app whose token this is or was, access or refresh token; empty if it is not known */
    Optional<String> client(String token) {
        GrantBook now = page;
        return Optional.ofNullable(now.held().get(Token.hash(token))).map(each -> each.grant().client())
                .or(() -> Family.id(token).flatMap(family -> now.ofFamily(family).map(Grant::client)
                        .or(() -> Optional.ofNullable(now.ended().get(family)))));
    }

    /** @return the family of a token that is good still */
    Optional<String> family(String token) {
        return held(token).map(each -> each.family().id())
                .or(() -> Family.id(token).filter(id -> page.family(id)
                        .filter(family -> Token.same(family.refresh(), Token.hash(token))).isPresent()));
    }

    /** Ends one family; others of its grant stay, but whoever held its tokens knew their letterbox. Blocks for disk. */
    synchronized void end(String family) throws IOException {
        Optional<Grant> grant = page.ofFamily(family);
        if (grant.isPresent()) {
            String id = grant.get().id();
            store(page.each(each -> each.id().equals(id) ? each.only(one -> !one.id().equals(family)).moved() : each));
        }
    }

    /** Ends grants, and so their letterboxes: the others have nothing in common with them. Blocks for disk. */
    public synchronized void revoke(Predicate<Grant> which) throws IOException {
        if (page.grants().stream().anyMatch(which)) {
            store(page.each(grant -> which.test(grant) ? grant.only(family -> false) : grant));
        }
    }

    /** From now on those may not do that any more; their tokens go on for the rest. Blocks for disk. */
    public synchronized void narrow(Predicate<Grant> which, String scope) throws IOException {
        store(page.each(grant -> which.test(grant) ? grant.without(scope) : grant));
    }

    /**
     * Forgets what is over and writes down last uses, if there is anything new. Blocks for disk.
     *
     * @param sure whether the clock can be believed: what a wrong one says is over may not be
     */
    public synchronized void tidy(boolean sure) throws IOException {
        GrantBook next = (sure ? page.living(worker.now()) : page).each(this::dated);
        if (!next.grants().equals(page.grants())) {
            store(next);
        }
    }

    private Grant dated(Grant grant) {
        Grant.Use last = uses.get(grant.id());
        return last == null ? grant : grant.used(last);
    }

    private void store(GrantBook next) throws IOException {
        file.write(new GrantFile.Content(next.grants(), next.ended()));
        page = next;
        uses.keySet().removeIf(id -> next.grants().stream().noneMatch(grant -> grant.id().equals(id)));
        changed.run();
    }
}
