package link.box.login.oauth;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;
import link.box.api.access.Caller;
import link.box.login.oauth.Codes.Consent;

/** Decides what comes next when an app wants to be let in (RFC 6749, section 4.1.1; OpenID Connect Core, section 3.1.2.1). */
public final class Authorizer {
    private static final Duration JUST_NOW = Duration.ofSeconds(60);
    private static final Duration PREAPPROVED = Duration.ofHours(12);

    private final Grants grants;
    private final Codes codes;
    private final Asks asks;
    private final Listed listed;
    private final Supplier<Instant> clock;

    /** What comes next. */
    public enum Next {
        /** The browser goes back to the app. */ APP,
        /** The person is asked. */ CONSENT,
        /** The person has to log in first. */ LOGIN,
        /** The person reads that it cannot be. */ REFUSED
    }

    /**
     * Apps that the owner has named.
     *
     * @param apps that may hear of the Box before they are connected
     * @param preapproved that need no consent soon after a login
     */
    public record Listed(Set<String> apps, Set<String> preapproved) {
        private boolean has(String client) {
            return apps.contains(client) || preapproved.contains(client);
        }
    }

    /** @param location where the browser goes on to; empty unless it is to the app */
    public record Step(Next next, String location) {
        private static Step app(String location) {
            return new Step(Next.APP, location);
        }
    }

    /**
     * Who asks in a browser.
     *
     * @param ask the id of what was asked for before the login; or empty
     * @param cookie what the browser is known by for that; or empty
     */
    public record Visitor(Optional<Caller> caller, String ask, String cookie) {
    }

    public Authorizer(Grants grants, Codes codes, Asks asks, Listed listed, Supplier<Instant> clock) {
        this.grants = grants;
        this.codes = codes;
        this.asks = asks;
        this.listed = listed;
        this.clock = clock;
    }

    public Step decide(AuthorizationRequest request, Visitor visitor, String issuer) {
        Optional<Fault> fault = request.fault().or(() -> quietly(request, visitor));
        if (fault.isPresent()) {
            return failed(request, fault.get(), issuer);
        }
        if (visitor.caller.isEmpty()) {
            return new Step(Next.LOGIN, "");
        }
        Caller caller = visitor.caller.get();
        if (asks.matches(visitor.ask, request, visitor.cookie) && within(caller, JUST_NOW)) {
            return agreed(request, caller, issuer);
        }
        return switch (request.prompt()) {
            case "login" -> new Step(Next.LOGIN, "");
            case "consent" -> new Step(Next.CONSENT, "");
            default -> known(request, caller) ? agreed(request, caller, issuer) : new Step(Next.CONSENT, "");
        };
    }

    /** @return where the browser goes on to when the person has agreed */
    public Step agreed(AuthorizationRequest request, Caller caller, String issuer) {
        Consent consent = new Consent(caller.id(), caller.authenticated(), request, grants.era());
        return Step.app(request.succeeded(codes.make(consent), issuer));
    }

    /** The answer names the Box, and nobody has agreed to it: any page in the person's browser could ask for it. */
    public Step failed(AuthorizationRequest request, Fault fault, String issuer) {
        boolean known = listed.has(request.client()) || grants.holds(request.client());
        return known ? Step.app(request.failed(fault, issuer)) : new Step(Next.REFUSED, "");
    }

    /** @return where the browser goes on to when the person has not agreed */
    public Step denied(AuthorizationRequest request, String issuer) {
        return Step.app(request.failed(Fault.ACCESS_DENIED, issuer));
    }

    /** An app that must not show any page hears what page would be needed. */
    private Optional<Fault> quietly(AuthorizationRequest request, Visitor visitor) {
        if (!request.prompt().equals("none")) {
            return Optional.empty();
        }
        if (visitor.caller.isEmpty()) {
            return Optional.of(Fault.LOGIN_REQUIRED);
        }
        return known(request, visitor.caller.get()) ? Optional.empty() : Optional.of(Fault.CONSENT_REQUIRED);
    }

    private boolean known(AuthorizationRequest request, Caller caller) {
        return grants.covers(caller.id(), request) || listed.preapproved.contains(request.client()) && within(caller, PREAPPROVED);
    }

    private boolean within(Caller caller, Duration age) {
        Duration since = Duration.between(caller.authenticated(), clock.get());
        return !since.isNegative() && since.compareTo(age) <= 0;
    }
}
