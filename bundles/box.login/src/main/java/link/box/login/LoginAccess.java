package link.box.login;

import java.util.Optional;
import java.util.Set;
import link.box.api.access.Access;
import link.box.api.access.Caller;
import link.box.api.access.ConnectionClass;
import link.box.api.access.Credential;
import link.box.login.legacy.Jwt;
import link.box.login.oauth.Grants;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** What the gate asks. It is there once the pages are: until then the gate lets everybody wait. */
@Component(immediate = true)
public final class LoginAccess implements Access {
    private static final Set<String> SEEN = Set.of("/", "/setup", "/login", "/connect", "/session/resume", AuthorizePage.PATH,
            OAuthServlet.METADATA);
    private static final Set<String> SENT = Set.of("/setup", "/session/login", "/session/logout", "/oauth/token", "/oauth/revoke");

    private final Desk desk;
    private final Apps apps;
    private final Legacy legacy;

    @Activate
    public LoginAccess(@Reference Desk desk, @Reference Apps apps, @Reference Legacy legacy, @Reference PagesServlet pages,
            @Reference SetupServlet setup, @Reference SessionServlet session, @Reference ConnectServlet connect, @Reference AccountServlet account,
            @Reference AccessServlet access, @Reference UsersServlet users, @Reference AssetsServlet assets,
            @Reference OAuthServlet oauth, @Reference BoxApiServlet api, @Reference AppsServlet list, @Reference PhoneServlet phone) {
        this.desk = desk;
        this.apps = apps;
        this.legacy = legacy;
    }

    @Override
    public Optional<Caller> caller(Credential credential) {
        if (credential.kind() != Credential.Kind.SESSION && Jwt.shaped(credential.token())) {
            return legacy.caller(credential);
        }
        boolean app = credential.kind() == Credential.Kind.TICKET
                || credential.kind() == Credential.Kind.BEARER && Grants.access(credential.token());
        return app ? apps.caller(credential) : desk.caller(credential);
    }

    @Override
    public boolean open(String method, String path) {
        return UsersServlet.has(path) ? legacy.open(method, path) : switch (method) {
            case "GET", "HEAD" -> SEEN.contains(path) || path.startsWith("/assets/");
            case "POST" -> SENT.contains(path);
            default -> false;
        };
    }

    @Override
    public boolean granted(String origin) {
        return apps.grants().holds(origin) || legacy.lists(origin);
    }

    @Override
    public Optional<String> homePass(ConnectionClass from) {
        return desk.passes().mint(from);
    }

    @Override
    public boolean claimed() {
        return desk.claimed();
    }

    @Override
    public Optional<String> setupCode() {
        return desk.setupCode();
    }
}
