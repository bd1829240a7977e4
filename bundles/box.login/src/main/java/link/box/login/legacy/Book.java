package link.box.login.legacy;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.UnaryOperator;

/**
 * What old apps may, at one moment.
 *
 * @param secrets by user, in base64url: what the user's tokens are signed with
 */
record Book(List<App> apps, Map<String, String> secrets, List<Token> tokens) {
    static final Book EMPTY = new Book(List.of(), Map.of(), List.of());
    /** More than a household has browsers; all fit into the limit of their file. */
    static final int MAX = 64;

    Book {
        apps = List.copyOf(apps);
        secrets = Map.copyOf(secrets);
        tokens = List.copyOf(tokens);
    }

    Optional<App> app(String origin, Instant now) {
        return apps.stream().filter(each -> each.origin().equals(origin) && each.valid(now)).findFirst();
    }

    Optional<Token> token(String id) {
        return tokens.stream().filter(each -> each.id().equals(id)).findFirst();
    }

    Book with(App app) {
        List<App> next = new ArrayList<>(apps);
        next.removeIf(each -> each.origin().equals(app.origin()));
        next.add(app);
        return new Book(next, secrets, tokens);
    }

    Book with(String user, String secret) {
        Map<String, String> next = new HashMap<>(secrets);
        next.put(user, secret);
        return new Book(apps, next, tokens);
    }

    /** The oldest gives way when there are too many. */
    Book with(Token token) {
        List<Token> next = new ArrayList<>(tokens);
        next.add(token);
        next.subList(0, Math.max(0, next.size() - MAX)).clear();
        return new Book(apps, secrets, next);
    }

    /** Tokens that go together with their secret can never hold again, whoever kept one. */
    Book withoutUser(String user) {
        Map<String, String> next = new HashMap<>(secrets);
        next.remove(user);
        return new Book(apps, next, tokens.stream().filter(each -> !each.user().equals(user)).toList());
    }

    Book withoutApp(String origin) {
        return new Book(apps.stream().filter(each -> !each.origin().equals(origin)).toList(), secrets,
                tokens.stream().filter(each -> !each.origin().equals(origin)).toList());
    }

    Book withoutTokens(Predicate<Token> which) {
        return new Book(apps, secrets, tokens.stream().filter(which.negate()).toList());
    }

    Book each(UnaryOperator<App> app, UnaryOperator<Token> token) {
        return new Book(apps.stream().map(app).toList(), secrets, tokens.stream().map(token).toList());
    }

    /** Without what is over for good; what began in the future may yet hold when the clock is right. */
    Book living(Instant now) {
        List<App> in = apps.stream().filter(each -> now.isBefore(each.since()) || each.valid(now)).toList();
        return new Book(in, secrets, tokens.stream().filter(each -> now.isBefore(each.issued()) || each.valid(now))
                .filter(token -> in.stream().anyMatch(app -> app.origin().equals(token.origin()))).toList());
    }
}
