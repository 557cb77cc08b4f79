/* What PJSIP is compiled with. Becomes pjlib/include/pj/config_site.h. Changing it builds a new wheel. */

/* Media */
#define PJMEDIA_HAS_VIDEO               0
#define PJMEDIA_HAS_RTCP_XR             1
#define PJMEDIA_STREAM_ENABLE_XR        1
#define PJMEDIA_HAS_G7221_CODEC         0   /* Debian's sources are without it */
#define PJMEDIA_HAS_ILBC_CODEC          0   /* the same */
#define PJMEDIA_HAS_L16_CODEC           0   /* no peer asks for it */
/* Compiled in for accounts whose mediaConfig.streamKaEnabled asks for it: keeps NAT open for a stream that only receives */
#define PJMEDIA_STREAM_ENABLE_KA        1

/* SRTP and TLS */
#define PJMEDIA_SRTP_HAS_SDES           1
#define PJMEDIA_SRTP_HAS_DTLS           1
#define PJMEDIA_SRTP_HAS_AES_GCM_256    1
#define PJMEDIA_SRTP_HAS_AES_GCM_128    1
/* libsrtp since 2.1 has one name for these whatever its crypto library; PJSIP still asks for the old ones */
#define srtp_aes_gcm_256_openssl        srtp_aes_gcm_256
#define srtp_aes_gcm_128_openssl        srtp_aes_gcm_128
/* PJSIP's default lacks TLS 1.3, and TlsConfig.method cannot add it */
#define PJSIP_SSL_DEFAULT_PROTO         (PJ_SSL_SOCK_PROTO_TLS1_2 | PJ_SSL_SOCK_PROTO_TLS1_3)

/* Network */
#define PJ_HAS_IPV6                     1
#define PJSIP_MAX_PKT_LEN               16000   /* an INVITE with ICE, SRTP and headers passes 4000 */
/* Keep the transport that was chosen: the default tries TCP first for requests above 1300 bytes, and waits for it */
#define PJSIP_DONT_SWITCH_TO_TCP        1
#define PJ_IOQUEUE_MAX_HANDLES          1024
/* Do not ask DNS for this machine's own name: where DNS does not answer, that takes longer than a start may */
#define PJ_GETHOSTIP_DISABLE_LOCAL_RESOLUTION 1
/* A STUN or TURN server that does not answer holds up every call: for about 3 s instead of 8 */
#define PJ_STUN_MAX_TRANSMIT_COUNT      5

/* Robustness: parameters are checked although assertions are off (a failed one would abort Python) */
#define PJ_ENABLE_EXTRA_CHECK           1

/* Limits */
#define PJSUA_MAX_CALLS                 64
#define PJSUA_MAX_ACC                   64
#define PJSUA_MAX_BUDDIES               512
#define PJSUA_MAX_PLAYERS               128
#define PJSUA_MAX_RECORDERS             192     /* a call is recorded by two */
#define PJSUA_MAX_CONF_PORTS            512
#define PJ_LOG_MAX_LEVEL                5
