#!/usr/bin/env python3
"""A digits round in plain eager PyTorch: one update of the student, four of fake score and head.

    digits_round.py WEIGHTS.safetensors THREADS BATCH

Reads the teacher's weights, then does one round for every line on its standard input and answers with the seconds that it took.
The network is EDM's DDPM++ of 16x16 digits, written as a PyTorch user would write it.
"""
import json
import math
import struct
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

RESOLUTION, WIDTH, MULTIPLIERS, LABELS = 16, 32, (1, 2), 10
SIGMA_MIN, SIGMA_MAX, SIGMA_DATA, RHO, BINS = 0.002, 80.0, 0.5, 7, 10
SKIP_SCALE = math.sqrt(0.5)


def group_norm(channels):
    return nn.GroupNorm(min(32, channels // 4), channels, eps=1e-6)


class Convolution(nn.Module):
    def __init__(self, inputs, outputs, kernel, resample=None):
        super().__init__()
        self.weight, self.bias = nn.Parameter(torch.empty(outputs, inputs, kernel, kernel)), nn.Parameter(torch.empty(outputs))
        self.resample, self.padding = resample, kernel // 2
        if resample:
            self.register_buffer("resample_filter", torch.full((1, 1, 2, 2), 0.25))

    def forward(self, x):
        if self.resample == "up":
            x = F.interpolate(x, scale_factor=2, mode="nearest")
        if self.resample == "down":
            x = F.avg_pool2d(x, 2)
        return F.conv2d(x, self.weight, self.bias, padding=self.padding)


class Block(nn.Module):
    def __init__(self, inputs, outputs, embedding, resample=None, attention=False):
        super().__init__()
        self.norm0, self.conv0 = group_norm(inputs), Convolution(inputs, outputs, 3, resample)
        self.affine = nn.Linear(embedding, outputs)
        self.norm1, self.conv1 = group_norm(outputs), Convolution(outputs, outputs, 3)
        self.skip = Convolution(inputs, outputs, 1, resample) if inputs != outputs or resample else None
        self.inputs, self.attention = inputs, attention
        if attention:
            self.norm2, self.qkv, self.proj = group_norm(outputs), Convolution(outputs, 3 * outputs, 1), Convolution(outputs, outputs, 1)

    def forward(self, x, embedding):
        y = self.conv0(F.silu(self.norm0(x)))
        y = self.conv1(F.silu(self.norm1(y + self.affine(embedding)[:, :, None, None])))
        x = (y + (self.skip(x) if self.skip else x)) * SKIP_SCALE
        if self.attention:
            n, c, h, w = x.shape
            q, k, v = self.qkv(self.norm2(x)).reshape(n, c, 3, h * w).unbind(2)
            weight = (torch.bmm(q.transpose(1, 2), k) / math.sqrt(c)).softmax(2)
            x = (self.proj(torch.bmm(v, weight.transpose(1, 2)).reshape(n, c, h, w)) + x) * SKIP_SCALE
        return x


class DdpmPlusPlus(nn.Module):
    def __init__(self):
        super().__init__()
        embedding, channels, skips = 4 * WIDTH, WIDTH, [WIDTH]
        self.map_label, self.map_layer0, self.map_layer1 = nn.Linear(LABELS, WIDTH), nn.Linear(WIDTH, embedding), nn.Linear(embedding, embedding)
        enc, dec = {f"{RESOLUTION}x{RESOLUTION}_conv": Convolution(1, WIDTH, 3)}, {}
        for level, multiplier in enumerate(MULTIPLIERS):
            r = RESOLUTION >> level
            if level:
                enc[f"{r}x{r}_down"] = Block(channels, channels, embedding, "down")
                skips.append(channels)
            enc[f"{r}x{r}_block0"] = Block(channels, WIDTH * multiplier, embedding, attention=r == 8)
            channels = WIDTH * multiplier
            skips.append(channels)
        for level, multiplier in reversed(list(enumerate(MULTIPLIERS))):
            r = RESOLUTION >> level
            if level == len(MULTIPLIERS) - 1:
                dec[f"{r}x{r}_in0"] = Block(channels, channels, embedding, attention=True)
                dec[f"{r}x{r}_in1"] = Block(channels, channels, embedding)
            else:
                dec[f"{r}x{r}_up"] = Block(channels, channels, embedding, "up")
            for i in range(2):
                dec[f"{r}x{r}_block{i}"] = Block(channels + skips.pop(), WIDTH * multiplier, embedding, attention=i == 1 and r == 8)
                channels = WIDTH * multiplier
        dec[f"{RESOLUTION}x{RESOLUTION}_aux_norm"] = group_norm(channels)
        dec[f"{RESOLUTION}x{RESOLUTION}_aux_conv"] = Convolution(channels, 1, 3)
        self.enc, self.dec = nn.ModuleDict(enc), nn.ModuleDict(dec)

    def forward(self, x, noise, labels, feature=None, early=False):
        frequencies = (1 / 10000) ** (torch.arange(WIDTH // 2) / (WIDTH // 2 - 1))
        angles = noise[:, None] * frequencies
        e = torch.cat([angles.sin(), angles.cos()], 1) + self.map_label(labels * math.sqrt(LABELS))
        e = F.silu(self.map_layer1(F.silu(self.map_layer0(e))))
        skips, found = [], None
        for name, part in self.enc.items():
            x = part(x, e) if isinstance(part, Block) else part(x)
            skips.append(x)
            if name == feature:
                found = x
                if early:
                    return found
        for name, part in self.dec.items():
            if name.endswith("aux_norm"):
                x = F.silu(part(x))
            elif name.endswith("aux_conv"):
                x = part(x)
            else:
                x = part(torch.cat([x, skips.pop()], 1) if x.shape[1] != part.inputs else x, e)
        return x if feature is None else (x, found)


class Edm(nn.Module):
    def __init__(self):
        super().__init__()
        self.model = DdpmPlusPlus()

    def forward(self, x, sigma, labels, feature=None, early=False):
        s = sigma.reshape(-1, 1, 1, 1)
        variance = s**2 + SIGMA_DATA**2
        out = self.model(x / variance.sqrt(), sigma.log() / 4, labels, feature, early)
        if early:
            return out
        estimate = lambda f: SIGMA_DATA**2 / variance * x + s * SIGMA_DATA / variance.sqrt() * f
        return estimate(out) if feature is None else (estimate(out[0]), out[1])


def read_safetensors(path):
    with open(path, "rb") as file:
        header = json.loads(file.read(struct.unpack("<Q", file.read(8))[0]))
        data = file.read()
    tensors = {}
    for name, entry in header.items():
        if name != "__metadata__":
            begin, end = entry["data_offsets"]
            tensors[name] = torch.frombuffer(bytearray(data[begin:end]), dtype=torch.float32).reshape(entry["shape"])
    return tensors


class Trainer:
    FEATURE = "8x8_block0"

    def __init__(self, weights, batch):
        self.batch = batch
        self.teacher, self.student, self.fake, self.average = (Edm() for _ in range(4))
        for network in (self.teacher, self.student, self.fake, self.average):
            network.load_state_dict(weights)
        self.teacher.requires_grad_(False), self.average.requires_grad_(False)
        width = WIDTH * MULTIPLIERS[-1]
        self.head = nn.Sequential(nn.Conv2d(width, width, 4, 2, 1), nn.GroupNorm(8, width), nn.SiLU(),
                                  nn.Conv2d(width, width, 4, 4), nn.SiLU(), nn.Conv2d(width, 1, 1))
        optimizer = lambda network: torch.optim.AdamW(network.parameters(), 5e-4, weight_decay=0.01)
        self.optimizers = {"student": optimizer(self.student), "fake": optimizer(self.fake), "head": optimizer(self.head)}
        self.bins, self.top = torch.ones(BINS), torch.full((batch,), SIGMA_MAX)

    def logits(self, features):
        return self.head(features).reshape(-1, 1)

    def draw(self):
        n = self.batch
        sigma = (SIGMA_MAX ** (1 / RHO) + torch.rand(n) * (SIGMA_MIN ** (1 / RHO) - SIGMA_MAX ** (1 / RHO))) ** RHO
        labels = F.one_hot(torch.randint(LABELS, (n,)), LABELS).float()
        noise = lambda: torch.randn(n, 1, RESOLUTION, RESOLUTION)
        return noise() * SIGMA_MAX, noise(), sigma, labels, noise

    def weight(self, logits, sigma):
        """h of Jensen-Shannon, with both stages of the normalisation."""
        r = logits.mean(1).clamp(-10, 10).exp().clamp(0.1, 20)
        index = (sigma / SIGMA_MAX * BINS).long().clamp(0, BINS - 1)
        count, total = torch.bincount(index, minlength=BINS), torch.bincount(index, weights=r, minlength=BINS)
        self.bins = torch.where(count > 0, total / count.clamp(min=1), self.bins)
        r = r / self.bins[index]
        h = r / (1 + r)
        return h / h.mean()

    def update_student(self):
        z, eps, sigma, labels, _ = self.draw()
        self.head.requires_grad_(False)
        x = self.student(z, self.top, labels)
        noised = x + sigma.reshape(-1, 1, 1, 1) * eps
        with torch.no_grad():
            fake = self.fake(noised, sigma, labels)
        teacher, features = self.teacher(noised, sigma, labels, self.FEATURE)
        logits = self.logits(features)
        with torch.no_grad():
            distance = (x - teacher).abs().mean((1, 2, 3), keepdim=True) + 1e-6
            target = x - (fake - teacher) * (self.weight(logits, sigma).reshape(-1, 1, 1, 1) / distance)
        loss = 0.5 * F.mse_loss(x, target) + 1e-3 * F.softplus(-logits).mean()
        self.step(loss, "student")
        self.head.requires_grad_(True)
        with torch.no_grad():
            for a, b in zip(self.average.parameters(), self.student.parameters()):
                a.lerp_(b, 0.02)
        return loss.item()

    def update_fake_score_and_head(self):
        z, eps, sigma, labels, noise = self.draw()
        s, real = sigma.reshape(-1, 1, 1, 1), noise() * SIGMA_DATA
        with torch.no_grad():
            x = self.student(z, self.top, labels)
            noised = x + s * eps
            of_fake = self.teacher(noised, sigma, labels, self.FEATURE, early=True)
            of_real = self.teacher(real + s * noise(), sigma, labels, self.FEATURE, early=True)
        loss = F.mse_loss(self.fake(noised, sigma, labels), x)
        loss = loss + F.softplus(self.logits(of_fake)).mean() + F.softplus(-self.logits(of_real)).mean()
        self.step(loss, "fake", "head")
        return loss.item()

    def step(self, loss, *names):
        for name in names:
            self.optimizers[name].zero_grad(set_to_none=True)
        loss.backward()
        for name in names:
            self.optimizers[name].step()

    def round(self):
        for _ in range(4):
            self.update_fake_score_and_head()
        self.update_student()


def main():
    weights, threads, batch = sys.argv[1], int(sys.argv[2]), int(sys.argv[3])
    torch.set_num_threads(threads)
    torch.manual_seed(0)
    trainer = Trainer(read_safetensors(weights), batch)
    print(f"torch {torch.__version__}, {sum(p.numel() for p in trainer.student.parameters())} parameters", flush=True)
    for _ in sys.stdin:
        start = time.perf_counter()
        trainer.round()
        print(time.perf_counter() - start, flush=True)


if __name__ == "__main__":
    main()
