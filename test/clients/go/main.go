// The client that the page tells of: each line that comes in asks for a read; each line that goes out tells which server answered it, or why none did.
package main

import (
	"bufio"
	"context"
	"crypto/tls"
	"crypto/x509"
	"encoding/json"
	"log"
	"net"
	"os"
	"regexp"
	"strconv"
	"time"

	"github.com/redis/go-redis/v9"
)

var (
	name           = os.Getenv("CLIENT_NAME")
	port           = os.Getenv("CLIENT_PORT")
	readerEndpoint = os.Getenv("READER_ENDPOINT")   // empty: the client does what it does by default
	authorities    = pool(os.Getenv("AUTHORITIES")) // nil: those of the system are trusted
	maximumAge     = milliseconds("CHECK_EVERY_MS") // zero: the client keeps its connections
)

func connect() *redis.Client {
	return redis.NewClient(&redis.Options{
		Addr:            net.JoinHostPort(name, port),
		TLSConfig:       &tls.Config{ServerName: readerEndpoint, RootCAs: authorities},
		ConnMaxLifetime: maximumAge,
	})
}

func main() {
	useNameServer(net.JoinHostPort("127.0.0.1", os.Getenv("DNS_PORT")))
	reads := connect()
	for lines := bufio.NewScanner(os.Stdin); lines.Scan(); {
		if lines.Text() != "read" {
			log.Fatalf("the line must be 'read', got: %s", lines.Text())
		}
		answer, _ := json.Marshal(read(reads))
		os.Stdout.Write(append(answer, '\n'))
	}
}

func read(reads *redis.Client) map[string]string {
	info, err := reads.Info(context.Background(), "server").Result()
	if err != nil {
		return map[string]string{"error": err.Error()}
	}
	return map[string]string{"runId": regexp.MustCompile(`run_id:(\w+)`).FindStringSubmatch(info)[1]}
}

// useNameServer replaces the system's resolver for all of this process.
func useNameServer(address string) {
	net.DefaultResolver = &net.Resolver{PreferGo: true, Dial: func(ctx context.Context, network, _ string) (net.Conn, error) {
		return (&net.Dialer{}).DialContext(ctx, network, address)
	}}
}

func pool(file string) *x509.CertPool {
	if file == "" {
		return nil
	}
	certificates, err := os.ReadFile(file)
	if err != nil {
		log.Fatal(err)
	}
	pool := x509.NewCertPool()
	pool.AppendCertsFromPEM(certificates)
	return pool
}

func milliseconds(variable string) time.Duration {
	number, _ := strconv.Atoi(os.Getenv(variable))
	return time.Duration(number) * time.Millisecond
}
