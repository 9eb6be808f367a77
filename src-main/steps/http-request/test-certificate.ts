// A self-signed certificate for tests on loopback; it opens nothing anywhere.
// openssl req -x509 -newkey ec -pkeyopt ec_paramgen_curve:prime256v1 -nodes -days 36500
//   -subj /CN=stepwell-test -addext subjectAltName=IP:127.0.0.1 -keyout key.pem -out cert.pem

export const certificate = `-----BEGIN CERTIFICATE-----
MIIBlzCCAT6gAwIBAgIUG8Yg+6phnDkegybvOjMUaXjg7/MwCgYIKoZIzj0EAwIw
GDEWMBQGA1UEAwwNc3RlcHdlbGwtdGVzdDAgFw0yNjExMjEwMjA0NTJaGA8yMTI2
MTAyODAyMDQ1MlowGDEWMBQGA1UEAwwNc3RlcHdlbGwtdGVzdDBZMBMGByqGSM49
AgEGCCqGSM49AwEHA0IABM8ZMbjVPCs4LIzJD0e0SWRBc0tZoIWpnZzl8lbwp3HO
bwRk2pFJX/oe72o/Fd4dzmoIbd0ZC+78cfiF2awLWnSjZDBiMB0GA1UdDgQWBBRN
Dg0SqHl1YDnodLdZgYCjWKXwSzAfBgNVHSMEGDAWgBRNDg0SqHl1YDnodLdZgYCj
WKXwSzAPBgNVHRMBAf8EBTADAQH/MA8GA1UdEQQIMAaHBH8AAAEwCgYIKoZIzj0E
AwIDRwAwRAIgagqUuYiKz/D8sLTmwD69L/Jq3ipm+PNVH9wktbAAwikCIEFi0BnH
4Su0qCNXy99bwGh7/gmGeQCIFcSFPc91CAo4
-----END CERTIFICATE-----`;

export const privateKey = `-----BEGIN PRIVATE KEY-----
MIGHAgEAMBMGByqGSM49AgEGCCqGSM49AwEHBG0wawIBAQQgSn0uxikLNJpF7fDF
rGQ49qAkKWLRENDzkCBIzn/gyUGhRANCAATPGTG41TwrOCyMyQ9HtElkQXNLWaCF
qZ2c5fJW8Kdxzm8EZNqRSV/6Hu9qPxXeHc5qCG3dGQvu/HH4hdmsC1p0
-----END PRIVATE KEY-----`;
