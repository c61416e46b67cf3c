#!/usr/bin/env python3
"""The student's and the fake score's turn of Stable Diffusion 1.5 in plain eager PyTorch, at full size with random weights and batch 1.

    latent_turns.py THREADS

Does both turns for every line on its standard input, forward and backward without optimizers, and answers for each with its seconds,
those of all processors together, and the process's peak memory in bytes. The network is the U-Net of Rombach et al. 2022, written as a PyTorch user would write it.
"""
import math
import sys
import time

import torch
import torch.nn as nn
import torch.nn.functional as F

WIDTHS, HEADS, CONTEXT, EMBEDDING, LAYERS = (320, 640, 1280, 1280), 8, 768, 1280, 2
GUIDANCE, ADVERSARIAL_WEIGHT = 1.75, 1e-3


class Residual(nn.Module):
    def __init__(self, inputs, outputs):
        super().__init__()
        self.norm1, self.conv1 = nn.GroupNorm(32, inputs), nn.Conv2d(inputs, outputs, 3, padding=1)
        self.time = nn.Linear(EMBEDDING, outputs)
        self.norm2, self.conv2 = nn.GroupNorm(32, outputs), nn.Conv2d(outputs, outputs, 3, padding=1)
        self.skip = nn.Conv2d(inputs, outputs, 1) if inputs != outputs else nn.Identity()

    def forward(self, x, embedding):
        y = self.conv1(F.silu(self.norm1(x))) + self.time(embedding)[:, :, None, None]
        return self.skip(x) + self.conv2(F.silu(self.norm2(y)))


class Attention(nn.Module):
    def __init__(self, width, context):
        super().__init__()
        self.q, self.k, self.v = nn.Linear(width, width, bias=False), nn.Linear(context, width, bias=False), nn.Linear(context, width, bias=False)
        self.out = nn.Linear(width, width)

    def forward(self, x, context):
        n, rows, width = x.shape

        def split(y):
            return y.view(n, -1, HEADS, width // HEADS).transpose(1, 2).reshape(n * HEADS, -1, width // HEADS)

        q, k, v = split(self.q(x)), split(self.k(context)), split(self.v(context))
        weights = torch.bmm(q / math.sqrt(width // HEADS), k.transpose(1, 2)).softmax(-1)
        return self.out(torch.bmm(weights, v).view(n, HEADS, rows, -1).transpose(1, 2).reshape(n, rows, width))


class Transformer(nn.Module):
    def __init__(self, width):
        super().__init__()
        self.norm, self.first, self.last = nn.GroupNorm(32, width, eps=1e-6), nn.Conv2d(width, width, 1), nn.Conv2d(width, width, 1)
        self.norm1, self.norm2, self.norm3 = nn.LayerNorm(width), nn.LayerNorm(width), nn.LayerNorm(width)
        self.own, self.cross = Attention(width, width), Attention(width, CONTEXT)
        self.wide, self.narrow = nn.Linear(width, 8 * width), nn.Linear(4 * width, width)

    def forward(self, x, context):
        n, c, h, w = x.shape
        y = self.first(self.norm(x)).flatten(2).transpose(1, 2)
        normed = self.norm1(y)
        y = y + self.own(normed, normed)
        y = y + self.cross(self.norm2(y), context)
        a, b = self.wide(self.norm3(y)).chunk(2, dim=-1)
        y = y + self.narrow(a * F.gelu(b))
        return x + self.last(y.transpose(1, 2).reshape(n, c, h, w))


class Layer(nn.Module):
    def __init__(self, inputs, outputs, attends):
        super().__init__()
        self.residual, self.attention = Residual(inputs, outputs), Transformer(outputs) if attends else None

    def forward(self, x, embedding, context):
        x = self.residual(x, embedding)
        return self.attention(x, context) if self.attention else x


class UNet(nn.Module):
    def __init__(self):
        super().__init__()
        self.first = nn.Conv2d(4, WIDTHS[0], 3, padding=1)
        self.time = nn.Sequential(nn.Linear(WIDTHS[0], EMBEDDING), nn.SiLU(), nn.Linear(EMBEDDING, EMBEDDING))
        last, skips, self.down, self.halve, self.up, self.enlarge = len(WIDTHS) - 1, [WIDTHS[0]], nn.ModuleList(), nn.ModuleList(), nn.ModuleList(), nn.ModuleList()
        width = WIDTHS[0]
        for level, wide in enumerate(WIDTHS):
            self.down.append(nn.ModuleList([Layer(width if layer == 0 else wide, wide, level < last) for layer in range(LAYERS)]))
            self.halve.append(nn.Conv2d(wide, wide, 3, stride=2, padding=1) if level < last else None)
            skips += [wide] * (LAYERS + (level < last))
            width = wide
        self.middle = nn.ModuleList([Layer(width, width, True), Layer(width, width, False)])
        for level in range(last, -1, -1):
            wide = WIDTHS[level]
            self.up.append(nn.ModuleList([Layer((width if layer == 0 else wide) + skips.pop(), wide, level < last) for layer in range(LAYERS + 1)]))
            self.enlarge.append(nn.Conv2d(wide, wide, 3, padding=1) if level else None)
            width = wide
        self.norm, self.last = nn.GroupNorm(32, WIDTHS[0]), nn.Conv2d(WIDTHS[0], 4, 3, padding=1)

    def forward(self, x, t, context):
        """The predicted noise, and the middle block's result."""
        frequencies = torch.exp(-math.log(10000) * torch.arange(WIDTHS[0] // 2) / (WIDTHS[0] // 2))
        angles = 1000 * t.float()[:, None] * frequencies
        embedding = F.silu(self.time(torch.cat([angles.cos(), angles.sin()], dim=1)))
        x = self.first(x)
        skips = [x]
        for layers, halve in zip(self.down, self.halve):
            for layer in layers:
                x = layer(x, embedding, context)
                skips.append(x)
            if halve is not None:
                x = halve(x)
                skips.append(x)
        for layer in self.middle:
            x = layer(x, embedding, context)
        middle = x
        if self.stops_at_middle:
            return None, middle
        for layers, enlarge in zip(self.up, self.enlarge):
            for layer in layers:
                x = layer(torch.cat([x, skips.pop()], dim=1), embedding, context)
            if enlarge is not None:
                x = enlarge(F.interpolate(x, scale_factor=2, mode="nearest"))
        return self.last(F.silu(self.norm(x))), middle

    stops_at_middle = False


def head():
    width = WIDTHS[-1]
    return nn.Sequential(
        nn.Conv2d(width, width, 4, 2, 1), nn.GroupNorm(32, width), nn.SiLU(), nn.Conv2d(width, width, 4), nn.GroupNorm(32, width), nn.SiLU(), nn.Conv2d(width, 1, 1))


CUMULATIVE = torch.cumprod(1 - torch.linspace(0.00085 ** 0.5, 0.012 ** 0.5, 1000) ** 2, 0)


def levels(t):
    cumulative = CUMULATIVE[(t * 1000 + 1e-6).long()].view(-1, 1, 1, 1)
    return cumulative.sqrt(), (1 - cumulative).sqrt()


def clean(network, noised, t, text):
    noise, middle = network(noised, t, text)
    alpha, sigma = levels(t)
    return (noised - sigma * noise) / alpha, middle


class Turns:
    def __init__(self):
        torch.manual_seed(1)
        self.teacher, self.student, self.fake_score, self.head = UNet(), UNet(), UNet(), head()
        self.teacher.requires_grad_(False)
        self.own, self.t = torch.tensor([0.999]), torch.tensor([0.5])

    def perturb(self, x):
        alpha, sigma = levels(self.t)
        return alpha * x + sigma * torch.randn_like(x)

    def student_turn(self):
        text, empty = torch.randn(1, 77, CONTEXT), torch.randn(1, 77, CONTEXT)
        x, _ = clean(self.student, torch.randn(1, 4, 64, 64), self.own, text)
        noised = self.perturb(x)
        # Gradients flow back from the features alone: what comes after them is computed without.
        self.teacher.stops_at_middle = True
        _, features = self.teacher(noised, self.t, text)
        self.teacher.stops_at_middle = False
        loss = ADVERSARIAL_WEIGHT * F.softplus(-self.head(features)).mean()
        with torch.no_grad():
            real, _ = clean(self.teacher, noised, self.t, text)
            unconditional, _ = clean(self.teacher, noised, self.t, empty)
            real = unconditional + GUIDANCE * (real - unconditional)
            fake, _ = clean(self.fake_score, noised, self.t, text)
            target = x - (fake - real) / ((x - real).abs().mean() + 1e-6)
        (loss + 0.5 * F.mse_loss(x, target)).backward()

    def fake_score_turn(self):
        text = torch.randn(1, 77, CONTEXT)
        with torch.no_grad():
            x, _ = clean(self.student, torch.randn(1, 4, 64, 64), self.own, text)
            noised = self.perturb(x)
            self.teacher.stops_at_middle = True
            _, features = self.teacher(torch.cat([noised, torch.randn_like(noised)]), self.t.expand(2), text.expand(2, -1, -1))
            self.teacher.stops_at_middle = False
        fake, real = self.head(features).chunk(2)
        estimate, _ = clean(self.fake_score, noised, self.t, text)
        alpha, sigma = levels(self.t)
        (((alpha / sigma) * (estimate - x)).square().mean() + F.softplus(fake).mean() + F.softplus(-real).mean()).backward()

    def measured(self, turn):
        with open("/proc/self/clear_refs", "w") as forget:
            forget.write("5")
        start, busy = time.perf_counter(), time.process_time()
        turn()
        seconds, busy = time.perf_counter() - start, time.process_time() - busy
        with open("/proc/self/status") as status:
            peak = next(int(line.split()[1]) * 1024 for line in status if line.startswith("VmHWM:"))
        for network in (self.student, self.fake_score, self.head):
            network.zero_grad(set_to_none=True)
        return f"{seconds} {busy} {peak}"


def main():
    torch.set_num_threads(int(sys.argv[1]))
    turns = Turns()
    print(f"torch {torch.__version__}, {sum(p.numel() for p in turns.student.parameters())} parameters", flush=True)
    for _ in sys.stdin:
        print(turns.measured(turns.student_turn), turns.measured(turns.fake_score_turn), flush=True)


if __name__ == "__main__":
    main()
