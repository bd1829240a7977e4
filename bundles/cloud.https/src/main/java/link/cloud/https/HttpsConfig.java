package link.cloud.https;

/** Settings; the README says what each is for. */
@interface HttpsConfig {
    /** @return local address of all listeners */
    String address() default "0.0.0.0";

    /** @return TCP port of the zone API */
    int zone_port() default 5300;

    /** @return TCP port of the registration server */
    int registration_port() default 4443;

    /** @return TCP port of the app */
    int app_port() default 443;

    /** @return PEM file with the certificate and its issuers */
    String certificate() default "";

    /** @return PEM file with the private key, PKCS #8 */
    String key() default "";

    /** @return connections that each listener keeps at most */
    int connections_max() default 1024;

    /** @return connections from one IPv4 address or IPv6 /64 to each listener */
    int connections_per_source() default 64;
}
